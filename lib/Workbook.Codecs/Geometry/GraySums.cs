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
    public bool DeviatesBy(double threshold)
    {
        // n S2 - S^2 > (t n)^2; the left side is an exact integer, within 64 bits up to 2^23 pixels.
        double spread = Count <= 1 << 23 ? Count * Squares - Sum * Sum : (double)((Int128)Count * Squares - (Int128)Sum * Sum);
        return spread > threshold * Count * (threshold * Count);
    }
}
