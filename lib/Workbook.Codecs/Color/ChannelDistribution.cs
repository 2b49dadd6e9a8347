namespace Workbook.Codecs.Color;

/// <summary>How often each value of one channel comes.</summary>
/// <remarks>Source: Chakraborty et al. (MAGIC), Fig. 2: the distributions of red, green and blue of a domain.</remarks>
/// <param name="Counts">Pixels of each value, 0 to 255. Length 256.</param>
public sealed record ChannelDistribution(IReadOnlyList<long> Counts)
{
    /// <summary>Pixels in all.</summary>
    public long Total => Counts.Sum();

    /// <summary>Mean value, 0 to 255; 0 without pixels.</summary>
    public double Mean => Total == 0 ? 0 : Counts.Select((count, value) => (double)count * value).Sum() / Total;

    /// <summary>Standard deviation over all pixels, in grey levels; 0 without pixels.</summary>
    public double StandardDeviation
    {
        get
        {
            double mean = Mean;
            return Total == 0 ? 0 : Math.Sqrt(Counts.Select((count, value) => count * (value - mean) * (value - mean)).Sum() / Total);
        }
    }

    /// <summary>Part of the pixels at each value, 0 to 255: ratios that sum to 1, or zeros without pixels. Length 256.</summary>
    public IReadOnlyList<double> Shares
    {
        get
        {
            double total = Math.Max(Total, 1);
            return [.. Counts.Select(count => count / total)];
        }
    }

    /// <summary>Part of the pixels that have a value.</summary>
    /// <param name="value">0 to 255.</param>
    /// <returns>A ratio, 0 to 1.</returns>
    public double Share(int value) => Total == 0 ? 0 : (double)Counts[value] / Total;
}
