namespace Workbook.Codecs.Geometry;

/// <summary>How <see cref="TriangleSplit.LearnedPoints"/> places points.</summary>
public sealed record TriangleSplitOptions
{
    /// <summary>Distance between the lines of the starting grid in pixels; the paper's for null.</summary>
    public int? Step { get; init; }

    /// <summary>Whether the grid has lines on the last row and column too.</summary>
    public bool Covered { get; init; } = true;

    /// <summary>Whether Canny's edge pixels join the grid.</summary>
    public bool Edges { get; init; } = true;

    /// <summary>A triangle is split where the standard deviation of its gray levels lies above this (the paper's th).</summary>
    public double Threshold { get; init; } = 5;

    /// <summary>Most rounds of splitting.</summary>
    public int Iterations { get; init; } = 10;

    /// <summary>Side of the windows that keep one point each, in pixels (the paper's pw).</summary>
    public int PruneWindow { get; init; } = 8;
}
