namespace Workbook.Learning.Networks;

/// <summary>How large a <see cref="FasterRcnn"/> is, and where it looks for objects.</summary>
public sealed record FasterRcnnSizes
{
    private const int MostClasses = 1024, MostWidth = 2048, MostShapes = 16, MostProposals = 4096, MostSamples = 16;

    /// <summary>For minutes on two cores.</summary>
    public static readonly FasterRcnnSizes Small = new();

    /// <summary>Classes of objects; background is none of them.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Channels of the backbone after each halving of the size.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [16, 32, 64, 96];

    /// <summary>Channels of the map in which objects are looked for; its places are <see cref="MapStride"/> pixels apart.</summary>
    public int MapChannels { get; init; } = 64;

    /// <summary>Sides in pixels of squares with the anchors' areas; these are for images of about 200 pixels.</summary>
    public IReadOnlyList<double> AnchorSizes { get; init; } = [24, 48, 96];

    /// <summary>Heights of the anchors divided by their widths.</summary>
    public IReadOnlyList<double> AnchorRatios { get; init; } = [0.5, 1, 2];

    /// <summary>Regions of an image that the second stage looks at; fewer where there are fewer anchors.</summary>
    public int Proposals { get; init; } = 64;

    /// <summary>Cells of a region in each direction.</summary>
    public int RegionCells { get; init; } = 5;

    /// <summary>Points of a cell in each direction.</summary>
    public int CellSamples { get; init; } = 2;

    /// <summary>Width of the two linear layers that judge a region.</summary>
    public int HeadWidth { get; init; } = 128;

    /// <summary>What the sides of images must be multiples of.</summary>
    public int Stride => 1 << Widths.Count;

    /// <summary>Pixels from one place of the map to the next.</summary>
    public int MapStride => Stride / 2;

    /// <summary>Anchors at one place of the map.</summary>
    public int Shapes => AnchorSizes.Count * AnchorRatios.Count;

    /// <summary>Fewer bytes than the weights have: 3x3 kernels between the widths, and the linear layers.</summary>
    internal long LeastWeightBytes()
    {
        var backbone = 9 * Widths.Zip(Widths.Skip(1), (from, to) => (long)from * to).Sum() + 18L * MapChannels * MapChannels;
        var head = (long)RegionCells * RegionCells * MapChannels * HeadWidth + (long)HeadWidth * HeadWidth + 5L * Classes * HeadWidth;
        return sizeof(float) * (backbone + head);
    }

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        Refuse(Classes is < 1 or > MostClasses, nameof(Classes), Classes, $"1 to {MostClasses}");
        Refuse(Widths.Count is < 2 or > 6 || Widths.Any(width => width is < 1 or > MostWidth), nameof(Widths), $"[{string.Join(", ", Widths)}]",
            $"2 to 6 widths of 1 to {MostWidth}");
        Refuse(MapChannels is < 1 or > MostWidth, nameof(MapChannels), MapChannels, $"1 to {MostWidth}");
        RefuseShapes(AnchorSizes, nameof(AnchorSizes), 1, 65536);
        RefuseShapes(AnchorRatios, nameof(AnchorRatios), 1.0 / 64, 64);
        Refuse(Proposals is < 1 or > MostProposals, nameof(Proposals), Proposals, $"1 to {MostProposals}");
        Refuse(RegionCells is < 1 or > MostSamples, nameof(RegionCells), RegionCells, $"1 to {MostSamples}");
        Refuse(CellSamples is < 1 or > MostSamples, nameof(CellSamples), CellSamples, $"1 to {MostSamples}");
        Refuse(HeadWidth is < 1 or > MostWidth, nameof(HeadWidth), HeadWidth, $"1 to {MostWidth}");
    }

    private static void RefuseShapes(IReadOnlyList<double> values, string name, double least, double most)
        => Refuse(values.Count is < 1 or > MostShapes || !values.All(value => value >= least && value <= most), name, $"[{string.Join(", ", values)}]",
            $"1 to {MostShapes} numbers from {least} to {most}");

    private static void Refuse(bool wrong, string name, object value, string allowed)
    {
        if (wrong)
            throw new ArgumentException($"{name} is {value}; it must be {allowed}");
    }
}
