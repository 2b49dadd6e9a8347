namespace Workbook.Codecs.Geometry;

/// <summary>The gray values of a triangle's pixels in three exact sums.</summary>
/// <param name="Count">Pixels owned.</param>
/// <param name="Sum">Sum of the values.</param>
/// <param name="Squares">Sum of their squares.</param>
public readonly record struct GraySums(int Count, long Sum, long Squares)
{
    /// <summary>Whether the standard deviation lies above a threshold.</summary>
    /// <param name="threshold">The threshold in gray levels.</param>
    /// <returns>False for a triangle without pixels.</returns>
    // n S2 - S^2 > (t n)^2; the left side is an exact integer, below 2^53 for up to 370,000 pixels.
    public bool DeviatesBy(double threshold) =>
        (double)((Int128)Count * Squares - (Int128)Sum * Sum) > threshold * Count * (threshold * Count);
}
