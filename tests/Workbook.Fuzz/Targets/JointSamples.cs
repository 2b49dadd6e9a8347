using TorchSharp;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Fuzz.Targets;

/// <summary>Joint networks of milliseconds, untrained.</summary>
internal static class JointSamples
{
    /// <summary>A model.</summary>
    /// <param name="design">One of <see cref="JointDesigns.All"/>.</param>
    /// <param name="dimensions">2 or 3.</param>
    /// <param name="seed">Of its weights.</param>
    /// <param name="classes">With the background.</param>
    internal static JointModel Make(string design, int dimensions = 2, ulong seed = 3, params string[] classes)
    {
        NativeTorch.Load();
        string[] names = classes.Length > 0 ? classes : ["background", "lesion"];
        var (found, sizes) = (JointDesigns.Find(design), Sizes(dimensions, names.Length == 2 ? 1 : names.Length));
        using var scope = NewDisposeScope();
        using var networks = sizes.Make(found, seed);
        var counts = found.Compresses ? JointCodec.Count(networks, [Noise([1, sizes.Compression.InputChannels, .. Enumerable.Repeat(16L, dimensions)])]) : [];
        return JointModel.Of(found, sizes, networks, counts, names, device: "cpu");
    }

    /// <summary>Seeded numbers in [0, 1); the caller disposes them.</summary>
    internal static Tensor Noise(params long[] shape) => new StepRandom(1).Uniform(shape, 0, 0, "image");

    private static JointSizes Sizes(int dimensions, int channels)
    {
        var small = JointSizes.Small(dimensions, channels);
        return small with
        {
            Compression = small.Compression with { Widths = [4, 6], CodeChannels = 2 },
            Segmentation = small.Segmentation with { Widths = [4, 6] },
            Discriminator = small.Discriminator with { Widths = [4] },
        };
    }
}
