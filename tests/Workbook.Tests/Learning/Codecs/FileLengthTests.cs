using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Fuzz.Targets;
using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Codecs;

/// <summary>A stream without its header and checksum is within 0.5 % and 4 bytes of what its latents should cost.</summary>
/// <remarks>
/// Two prices are asked: that of the shipped tables, which tells what the range coder loses, and that of the float networks, which tells what
/// tables, levels of scale and integer networks lose. A table has 16 bits: a value rarer than 2^-16 takes 16 to 24, whatever it takes in the
/// float networks, up to 30. Photographs unlike those of the training have some such values; to networks that were never trained most are
/// rare, so that there the price of the tables alone counts.
/// </remarks>
public class FileLengthTests
{
    private const float Rare = 1 / 65536f;

    public static TheoryData<string> Names => [.. ModelArchitecture.Names];

    public static TheoryData<string> Models => [.. ShippedModels.Names];

    /// <summary>With the images of all models: 200 of them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Files_are_as_long_as_estimated(string name)
    {
        using var codec = LearnedSamples.Make(name);
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed, (ulong)name.Length);
            var (rows, columns) = seed switch { 0 => (1, 1), 1 => (65, 47), _ => (random.Next(1, 66), random.Next(1, 48)) };
            var image = LearnedSamples.Image(rows, columns, seed);
            Check(Payload(codec, image), codec.EstimateBits(image) / 8);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_of_photographs_are_as_long_as_the_tables_say(string name)
    {
        using var codec = LearnedSamples.Make(name);
        foreach (var image in Photographs())
            Check(Payload(codec, image), TableBits(codec, image) / 8);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Models))]
    public void Files_of_photographs_are_as_long_as_shipped_models_estimate(string name)
    {
        using var codec = ShippedModels.Load(name);
        foreach (var image in Photographs())
        {
            var (common, rare) = FloatBits(codec, image);
            Check(Payload(codec, image), (common + 16 * rare) / 8, (common + 24 * rare) / 8);
            Check(Payload(codec, image), TableBits(codec, image) / 8);
        }
    }

    private static void Check(int bytes, double least, double? most = null) => Assert.InRange(bytes, 0.995 * least - 4, 1.005 * (most ?? least) + 4);

    private static int Payload(LearnedCodec codec, RgbImage image)
        => codec.Encode(image).Length - new LearnedHeader(image.Rows, image.Columns).Seal(Convert.FromHexString(codec.Fingerprint), []).Length;

    /// <summary>The price of all values that are not rare in the float networks, and how many are.</summary>
    private static (double Common, int Rare) FloatBits(LearnedCodec codec, RgbImage image)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var output = codec.Network.call(ImageTensor.Padded(image, codec.Network.Stride), new GivenLatents(codec.DecodeLatents(codec.Encode(image))));
        float[] values = [.. output.Likelihoods.Values.SelectMany(p => p.data<float>())];
        return (values.Where(p => p >= Rare).Sum(p => -Math.Log2(p)), values.Count(p => p < Rare));
    }

    /// <summary>What the shipped tables take for an image's symbols.</summary>
    private static double TableBits(LearnedCodec codec, RgbImage image)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var tables = LatentTables.Read(TensorFile.FromBytes(codec.ToBytes()), codec.Architecture);
        var latents = codec.DecodeLatents(codec.Encode(image));
        var first = latents.Z ?? latents.Y;
        using var walk = LatentWalk.Start(tables.Medians, (int)first.shape[2], (int)first.shape[3], first);
        var bits = Bits(walk, tables.Bottleneck);
        if (codec.Network is not HyperpriorModel hyper)
            return bits;
        using var integers = hyper.ToIntegers();
        using var second = integers.Start(walk, latents.Y);
        return bits + Bits(second, tables.Scales!);
    }

    private static double Bits(LatentWalk walk, IntegerTables tables)
    {
        var bits = 0.0;
        while (walk.Next())
            for (var i = 0; i < walk.Symbols.Length; i++)
                bits += tables[walk.Tables[i]].Bits(walk.Symbols[i]);
        return bits;
    }

    private static IEnumerable<RgbImage> Photographs()
    {
        Assert.SkipUnless(DataRoot.IsSet && DataRoot.FromEnvironment().Has("codec-kodak24"), "WORKBOOK_DATA holds no codec-kodak24");
        return Directory.GetFiles(Path.Combine(DataRoot.FromEnvironment().Path, "codec-kodak24"), "*.png").Order(StringComparer.Ordinal).Select(file => ImageFile.Read(file));
    }
}
