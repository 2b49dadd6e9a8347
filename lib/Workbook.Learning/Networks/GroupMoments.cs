namespace Workbook.Learning.Networks;

/// <summary>What normalises one group of channels of one image: (x - mean) * scale.</summary>
/// <param name="Mean">Of all its numbers.</param>
/// <param name="Scale">One over their standard deviation.</param>
internal readonly record struct GroupMoments(double Mean, double Scale)
{
    /// <summary>Of sums over rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="shift">What was subtracted from every number of a channel, so that little is lost where the mean is far from 0.</param>
    /// <param name="sums">Of the differences, by channel.</param>
    /// <param name="squares">Of their squares.</param>
    internal static GroupMoments Of(long rows, ReadOnlySpan<float> shift, ReadOnlySpan<double> sums, ReadOnlySpan<double> squares)
    {
        double total = 0, spread = 0;
        for (var c = 0; c < shift.Length; c++)
            total += sums[c] + rows * (double)shift[c];
        var mean = total / (rows * shift.Length);
        for (var c = 0; c < shift.Length; c++)
            spread += squares[c] + (shift[c] - mean) * (2 * sums[c] + rows * (shift[c] - mean));
        return new(mean, 1 / Math.Sqrt(Math.Max(0, spread / (rows * shift.Length)) + GroupNormalization.Epsilon));
    }
}
