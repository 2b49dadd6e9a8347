using TorchSharp;
using Workbook.Codecs;
using Workbook.Fuzz.Targets;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Codecs;

namespace Workbook.Fuzz.Golden;

/// <summary>Streams of a recurrent codec, whose bits are exact for ever.</summary>
internal static class GoldenRecurrent
{
    /// <summary>A small model, and streams of one iteration and of all.</summary>
    internal static IEnumerable<GoldenSource> Sources(ulong seed)
    {
        const string name = "recurrent", model = name + RecurrentCodec.ModelEnding;
        var crack = CrackScenes.Make(1, seed, new() { Rows = 70, Columns = 90 }).Image;
        using var codec = RecurrentSamples.Make(seed);
        yield return new(model, model, codec.ToBytes());
        yield return new($"{name}-crack{RecurrentCodec.StreamEnding}", model, codec.Encode(crack));
        codec.Iterations = 1;
        yield return new($"{name}-crack-once{RecurrentCodec.StreamEnding}", model, codec.Encode(crack));
        yield return new($"{name}-dot{RecurrentCodec.StreamEnding}", model, codec.Encode(new RgbImage(1, 1, crack.Pixels[..3])));
    }

    /// <summary>SHA-256 of a stream's bits, one byte each.</summary>
    internal static string BitsHash(string file, byte[] stream)
    {
        using var scope = torch.NewDisposeScope();
        using var codec = RecurrentCodec.Load(file, "cpu");
        return GoldenSet.Hash(codec.DecodeBits(stream).to(torch.uint8).data<byte>().ToArray());
    }
}
