namespace Workbook.Learning.Networks;

/// <summary>How large an <see cref="ErfNet"/> is.</summary>
public sealed record ErfNetSizes
{
    private const int MostWidth = 2048, MostBlocks = 64, MostClasses = 256; // labels are bytes

    /// <summary>As published, for 20 classes 2,064,256 parameters.</summary>
    /// <remarks>Source: Romera et al., "ERFNet: Efficient Residual Factorized ConvNet for Real-Time Semantic Segmentation", Table I. What the
    /// blocks drop, 0.03 and 0.3, is its authors' setting.</remarks>
    public static readonly ErfNetSizes Paper = new()
    {
        Widths = [16, 64, 128],
        Blocks = 5,
        Dilations = [2, 4, 8, 16, 2, 4, 8, 16],
        DecoderBlocks = 2,
        LateDropout = 0.3,
    };

    /// <summary>For minutes on two cores.</summary>
    public static readonly ErfNetSizes Small = new();

    /// <summary>Channels of the label map: 1 for one object (or not), else the classes with the background.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Channels at a half, a quarter and an eighth of the size: three numbers, each larger than the one before, the first larger than 3.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [8, 32, 64];

    /// <summary>Residual blocks at a quarter of the size, on the way in.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Residual blocks at an eighth of the size, each with its distance between the places that its second half reads.</summary>
    public IReadOnlyList<int> Dilations { get; init; } = [2, 4, 8];

    /// <summary>Residual blocks at a quarter and as many at half the size, on the way out.</summary>
    public int DecoderBlocks { get; init; } = 1;

    /// <summary>Share of the feature maps that a block at a quarter of the size drops in training, on the way in.</summary>
    public double EarlyDropout { get; init; } = 0.03;

    /// <summary>Share of the feature maps that a block at an eighth of the size drops in training.</summary>
    public double LateDropout { get; init; } = 0.1;

    /// <summary>Fewer bytes than the weights have: the kernels of the residual blocks.</summary>
    internal long LeastWeightBytes => 4 * 12 * (Square(0) * DecoderBlocks + Square(1) * (Blocks + DecoderBlocks) + Square(2) * Dilations.Count);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        if (Widths.Count != 3 || Widths[0] <= 3 || Widths[1] <= Widths[0] || Widths[2] <= Widths[1] || Widths[2] > MostWidth)
            throw new ArgumentException($"Widths are [{string.Join(", ", Widths)}]; expected three numbers above 3 and up to {MostWidth}, each larger than the one before");
        if (Classes is < 1 or > MostClasses || Blocks is < 0 or > MostBlocks || DecoderBlocks is < 0 or > MostBlocks || Dilations.Count > MostBlocks || Dilations.Any(dilation => dilation is < 1 or > MostBlocks))
            throw new ArgumentException($"Classes {Classes}, Blocks {Blocks}, DecoderBlocks {DecoderBlocks}, Dilations [{string.Join(", ", Dilations)}]; "
                + $"expected 1 to {MostClasses} classes, at most {MostBlocks} blocks of each kind and dilations of 1 to {MostBlocks}");
        if (!(EarlyDropout is >= 0 and < 1) || !(LateDropout is >= 0 and < 1))
            throw new ArgumentException($"EarlyDropout is {EarlyDropout}, LateDropout {LateDropout}; each is a share, from 0 to below 1");
    }

    private long Square(int level) => (long)Widths[level] * Widths[level];
}
