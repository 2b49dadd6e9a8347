namespace Workbook.Learning.Networks;

/// <summary>How large a compression network C and its reconstruction g are.</summary>
public sealed record CompressionSizes
{
    /// <summary>The paper's budget, for colour images: about 1.3 M parameters, and 8.1 G operations for an image of 512 x 512 (the paper leaves the size open to us).</summary>
    public static readonly CompressionSizes Paper = new() { Widths = [80, 152, 160, 144], Blocks = 2, CodeChannels = 16 };

    /// <summary>For minutes on two cores.</summary>
    public static readonly CompressionSizes Small = new();

    /// <summary>2 for images, 3 for volumes.</summary>
    public int Dimensions { get; init; } = 2;

    /// <summary>3 for colour images, 1 for volumes.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Channels after each halving of the size; their number says how often it is halved.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [16, 24, 32];

    /// <summary>Residual blocks at the smallest size.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Bits at each position of the code.</summary>
    public int CodeChannels { get; init; } = 4;

    /// <summary>Channels of what g gives: 1 in the paper's design, as many as the image has where pixels are to be restored.</summary>
    public int FeatureChannels { get; init; } = 1;

    /// <summary>What the sides of images must be multiples of.</summary>
    public int Stride => 1 << Widths.Count;

    /// <summary>Bits per pixel (or voxel) of a code that is stored as it is.</summary>
    public double RawBitsPerPixel => CodeChannels / Math.Pow(Stride, Dimensions);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal Spatial Check()
    {
        if (InputChannels < 1 || Widths.Count is < 1 or > 6 || Widths.Any(width => width < 1) || Blocks < 0 || CodeChannels < 1 || FeatureChannels < 1)
            throw new ArgumentException($"InputChannels {InputChannels}, Widths [{string.Join(", ", Widths)}], Blocks {Blocks}, CodeChannels {CodeChannels}, "
                + $"FeatureChannels {FeatureChannels}; expected 1 to 6 widths, 0 or more blocks, and 1 or more of all others");
        return new Spatial(Dimensions);
    }
}
