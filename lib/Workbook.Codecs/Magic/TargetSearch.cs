using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>Finds the best stream that is not longer than a target.</summary>
/// <remarks>
/// Policy. The grid stays as asked for (the paper's step if nothing was asked) and the smallest divisor d whose stream fits is taken,
/// from 1/4 to 4096 in steps of 2^(1/8). Where even no points but the grid's are too many, the smallest grid step that fits is taken.
/// Both are searched by halving; since a label chooses other points and not only fewer, sizes rise a little here and there, and the
/// result is the best of a neighbourhood. What is returned was always encoded and measured.
/// </remarks>
internal static class TargetSearch
{
    private const int StepsPerOctave = 8;
    private const int LeastExponent = -2 * StepsPerOctave;
    private const int MostExponent = 12 * StepsPerOctave;

    internal static MagicEncoding Run(MagicOptions options, ImageSides sides, int target, Func<MagicOptions, MagicEncoding> encode)
    {
        bool Fits(MagicEncoding encoding) => encoding.Stream.Length <= target;
        var gridOnly = encode(options with { PointDivisor = double.PositiveInfinity });
        if (!Fits(gridOnly))
            return LargerStep(options with { PointDivisor = double.PositiveInfinity }, sides, target, encode);
        // Beyond the last exponent stands the grid alone, which fits.
        return Smallest(LeastExponent, MostExponent + 1, gridOnly, e => encode(options with { PointDivisor = Divisor(e) }), Fits);
    }

    private static MagicEncoding LargerStep(MagicOptions options, ImageSides sides, int target, Func<MagicOptions, MagicEncoding> encode)
    {
        var last = Math.Min(Math.Max(sides.Rows, sides.Columns), MagicOptions.MaxGridStep);
        var first = Math.Min(options.GridStep ?? GridSpray.PaperStep(sides.Rows, sides.Columns), last);
        var coarsest = encode(options with { GridStep = last });
        if (coarsest.Stream.Length > target)
            throw new ArgumentException($"the target is {target} bytes, but the smallest stream of this image has {coarsest.Stream.Length} bytes; "
                + $"ask for at least that many");
        return Smallest(first, last, coarsest, step => encode(options with { GridStep = step }), e => e.Stream.Length <= target);
    }

    /// <summary>The encoding at the smallest setting in [low, high] that fits, given that of high, which fits.</summary>
    private static MagicEncoding Smallest(int low, int high, MagicEncoding best, Func<int, MagicEncoding> encode, Predicate<MagicEncoding> fits)
    {
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var attempt = encode(middle);
            if (fits(attempt))
                (best, high) = (attempt, middle);
            else
                low = middle + 1;
        }
        return best;
    }

    private static double Divisor(int exponent) => Math.Pow(2, exponent / (double)StepsPerOctave);
}
