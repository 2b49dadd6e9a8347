using System.Security.Cryptography;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Fuzz.Targets;
using Workbook.Imaging.Files;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Codecs;
using static TorchSharp.torch;

namespace Workbook.Fuzz.Golden;

/// <summary>Streams of learned codecs. Their latents are exact for ever; their pixels, made in float32, are those of a picture beside the stream to a level.</summary>
internal sealed class GoldenLearned : IDisposable
{
    private const int Channels = 4;
    private readonly LearnedCodec codec;
    private readonly byte[] stream;
    private readonly string picture;

    /// <summary>Opens a stream with its model.</summary>
    /// <param name="folder">Of the golden files.</param>
    /// <param name="file">The stream.</param>
    /// <param name="model">Its model.</param>
    /// <param name="device">Where to decode.</param>
    internal GoldenLearned(string folder, string file, string model, string device = "cpu")
    {
        codec = LearnedCodec.Load(Path.Combine(folder, model), device);
        stream = File.ReadAllBytes(Path.Combine(folder, file));
        picture = Path.Combine(folder, Path.ChangeExtension(file, ".png"));
    }

    /// <summary>A small model of each architecture, and two streams of each.</summary>
    internal static IEnumerable<GoldenSource> Sources(ulong seed)
    {
        var crack = CrackScenes.Make(1, seed, new() { Rows = 70, Columns = 90 }).Image;
        foreach (var architecture in LearnedSamples.Architectures)
        {
            using var codec = LearnedSamples.Make(architecture, seed, Channels);
            var (name, model) = (architecture.Split('-')[^1], architecture.Split('-')[^1] + LearnedCodec.ModelEnding);
            yield return new(model, model, codec.ToBytes());
            yield return new($"{name}-crack{LearnedCodec.StreamEnding}", model, codec.Encode(crack));
            yield return new($"{name}-dot{LearnedCodec.StreamEnding}", model, codec.Encode(new RgbImage(1, 1, crack.Pixels[..3])));
        }
    }

    /// <summary>SHA-256 of the latents.</summary>
    internal string LatentHash()
    {
        using var latents = codec.DecodeLatents(stream);
        return latents.Hash();
    }

    /// <summary>SHA-256 of what g_s gives before it is rounded: no promise, it shows that processors differ.</summary>
    internal string FloatHash()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var latents = codec.DecodeLatents(stream);
        return Convert.ToHexStringLower(SHA256.HashData(codec.Network.Synthesis.call(latents.Y.to(codec.Network.parameters().First().device)).cpu().contiguous().bytes));
    }

    /// <summary>The largest distance of a sample from the picture's, in levels.</summary>
    internal int LevelsApart()
    {
        var (decoded, kept) = (codec.Decode(stream), ImageFile.Read(picture));
        return (decoded.Rows, decoded.Columns) == (kept.Rows, kept.Columns) ? decoded.Pixels.Zip(kept.Pixels, (a, b) => Math.Abs(a - b)).Max() : int.MaxValue;
    }

    /// <summary>Writes the picture, as it is decoded here.</summary>
    internal void WritePicture() => ImageFile.Write(picture, codec.Decode(stream));

    /// <inheritdoc/>
    public void Dispose() => codec.Dispose();
}
