using System.Globalization;
using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>JPEG with the quantisation tables of DeepN-JPEG: small steps for frequencies that vary much over a domain, large ones for the others.</summary>
/// <remarks>
/// Source: Liu et al., "DeepN-JPEG: A Deep Neural Network Favorable JPEG-based Image Compression Framework" (DAC 2018), whose wording was not at hand. As the method is known: the 64 deviations of the domain
/// decide, sorted by size into 6 low, 22 middle and 36 high frequencies instead of by place; in each of the three parts the step falls linearly with the deviation, from 255 for
/// none, with a least step. Ours, since the paper's slopes fit its own images: the parts meet at the deviations that part the groups, T1 (the 28th largest) with step 60 and T2 (the
/// 6th) with step 20, and end at the largest deviation with the least step, 5; luma and chroma have each their own deviations; and <see cref="Scale"/>
/// multiplies all steps, which are then clamped to 1 to 255, to sweep the rate.
/// Files are ordinary JPEG files in 4:2:0: <see cref="Jpeg"/> and any other decoder reads them without the statistics.
/// </remarks>
public sealed record DeepNJpeg : IImageCodec
{
    private const int LowCount = 6, LowAndMiddleCount = 28;
    private const double NoneStep = 255, MiddleStep = 60, LowStep = 20, LeastStep = 5, MostScale = 1000;

    /// <summary>Chooses domain and rate.</summary>
    /// <param name="statistics">Of the domain.</param>
    /// <param name="scale">All steps are multiplied by it: above 0, up to 1000; larger gives smaller files.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of its range.</exception>
    public DeepNJpeg(DeepNStatistics statistics, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        Scale = scale is > 0 and <= MostScale ? scale : throw new ArgumentOutOfRangeException(nameof(scale), $"scale is {scale}, allowed above 0 to {MostScale}");
        (Luma, Chroma) = (Steps(statistics.Luma, scale), Steps(statistics.Chroma, scale));
    }

    /// <summary>What all steps are multiplied by.</summary>
    public double Scale { get; }

    /// <summary>Steps of luma in grey levels, 1 to 255, frequency (v, u) at 8 v + u.</summary>
    public IReadOnlyList<byte> Luma { get; }

    /// <summary>Steps of chroma likewise.</summary>
    public IReadOnlyList<byte> Chroma { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"DeepN-JPEG x{Scale:0.###}");

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => QuantizationTables.Encode(image, [.. Luma], [.. Chroma]);

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => NativeCodec.Decode(stream, MagickFormat.Jpeg, Limits);

    private static byte[] Steps(IReadOnlyList<double> deviations, double scale)
    {
        var sorted = deviations.OrderDescending().ToArray();
        var (largest, low, middle) = (sorted[0], sorted[LowCount - 1], sorted[LowAndMiddleCount - 1]);
        return [.. deviations.Select(deviation => (byte)Math.Clamp(Math.Round(scale * Step(deviation, middle, low, largest)), 1, 255))];
    }

    private static double Step(double deviation, double middle, double low, double largest) =>
        deviation < middle ? Between(deviation, 0, NoneStep, middle, MiddleStep)
        : deviation < low ? Between(deviation, middle, MiddleStep, low, LowStep)
        : Between(deviation, low, LowStep, largest, LeastStep);

    private static double Between(double x, double from, double fromStep, double to, double toStep) =>
        to > from ? fromStep + (toStep - fromStep) * (x - from) / (to - from) : toStep;
}
