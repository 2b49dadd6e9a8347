namespace Workbook.Imaging.Scenes;

/// <summary>How a scene is drawn.</summary>
public sealed record SceneOptions
{
    /// <summary>Height in pixels, 48 to 4096. Null: the size of the real set (227 for cracks, 250 for fires, 128 for lesions, 192 for polyps and chests).</summary>
    public int? Rows { get; init; }

    /// <summary>Width in pixels, 48 to 4096. Null: the size of the real set (227 for cracks, 250 for fires, 128 for lesions, 192 for polyps and chests).</summary>
    public int? Columns { get; init; }

    /// <summary>Share of positive scenes over the indices, 0 to 1, spread evenly: with 0.5 every second scene is positive. Null: 0.5 for cracks
    /// and fires, which are told apart from scenes without; 1 for lesions and polyps, which are segmented; 0 for chests, where
    /// positive are those with findings.</summary>
    public double? PositiveShare { get; init; }

    /// <summary>True or false: every scene is of this kind, whatever its index. Null: <see cref="PositiveShare"/> decides.</summary>
    public bool? Positive { get; init; }

    internal (int Rows, int Columns) Size(int usual)
    {
        var (rows, columns) = (Rows ?? usual, Columns ?? usual);
        if (rows is < 48 or > 4096 || columns is < 48 or > 4096)
            throw new ArgumentException($"a scene of {rows} x {columns} pixels was asked for; each side must be 48 to 4096");
        return (rows, columns);
    }

    internal bool IsPositive(int index, double usualShare = 0.5)
    {
        if (Positive is { } fixedKind)
            return fixedKind;
        var share = PositiveShare ?? usualShare;
        if (share is not (>= 0 and <= 1))
            throw new ArgumentException($"PositiveShare is {share}; it must be 0 to 1");
        return Math.Floor((index + 1.0) * share) > Math.Floor(index * share);
    }
}
