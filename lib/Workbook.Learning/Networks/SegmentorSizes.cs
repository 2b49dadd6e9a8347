namespace Workbook.Learning.Networks;

/// <summary>How large a segmentation network is.</summary>
public sealed record SegmentorSizes
{
    /// <summary>SegAN's widths.</summary>
    public static readonly SegmentorSizes Paper = new() { Widths = [64, 128, 256, 512] };

    /// <summary>For minutes on two cores.</summary>
    public static readonly SegmentorSizes Small = new();

    /// <summary>2 for images, 3 for volumes.</summary>
    public int Dimensions { get; init; } = 2;

    /// <summary>Channels of what it reads: 1 for a feature map of g, 3 for colour images.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>Channels of the label map: 1 for one object (or not), else the classes with the background.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Channels after each halving of the size.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [16, 32, 48];

    /// <summary>What the sides of images must be multiples of.</summary>
    public int Stride => 1 << Widths.Count;

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal Spatial Check()
    {
        if (InputChannels < 1 || Classes < 1 || Widths.Count is < 1 or > 6 || Widths.Any(width => width < 1))
            throw new ArgumentException($"InputChannels {InputChannels}, Classes {Classes}, Widths [{string.Join(", ", Widths)}]; expected 1 to 6 widths, and 1 or more of all");
        return new Spatial(Dimensions);
    }
}
