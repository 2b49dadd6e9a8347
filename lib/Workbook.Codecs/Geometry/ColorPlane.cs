using System.Runtime.CompilerServices;

namespace Workbook.Codecs.Geometry;

/// <summary>One channel over one triangle in steps of 2^-32; sums may wrap around, what a pixel reads does not.</summary>
internal readonly struct ColorPlane
{
    private readonly long _origin;
    private readonly long _down;
    internal readonly long Right;

    internal ColorPlane(in PlaneFrame frame, int a, int b, int c, int fractionBits)
    {
        var (down, right) = frame.Slopes(a, b, c);
        _origin = ((long)a << 32) + (1L << (31 + fractionBits)) + frame.Slack;
        (_down, Right) = (Ratio(down, frame.Area), Ratio(right, frame.Area));
    }

    /// <summary>Steps of 2^-32 at a pixel so far below and right of the origin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long At(int rows, int columns) => _origin + rows * _down + columns * Right;

    /// <summary>numerator 2^32 / denominator, rounded down, without its highest bits.</summary>
    private static long Ratio(long numerator, long denominator)
    {
        var (quotient, rest) = Math.DivRem(numerator, denominator);
        return (quotient << 32) + (rest << 32) / denominator - (rest < 0 ? 1 : 0);
    }
}
