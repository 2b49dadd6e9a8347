namespace Workbook.Learning.Networks;

/// <summary>How large a discriminator is.</summary>
public sealed record DiscriminatorSizes
{
    /// <summary>SegAN's critic.</summary>
    public static readonly DiscriminatorSizes Paper = new() { Widths = [64, 128, 256] };

    /// <summary>For minutes on two cores.</summary>
    public static readonly DiscriminatorSizes Small = new();

    /// <summary>2 for images, 3 for volumes.</summary>
    public int Dimensions { get; init; } = 2;

    /// <summary>Channels of the label map.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Channels after each halving of the size; each gives features of one scale.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [16, 32, 48];

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal Spatial Check()
    {
        if (Classes < 1 || Widths.Count is < 1 or > 6 || Widths.Any(width => width < 1))
            throw new ArgumentException($"Classes {Classes}, Widths [{string.Join(", ", Widths)}]; expected 1 to 6 widths, and 1 or more of all");
        return new Spatial(Dimensions);
    }
}
