namespace Workbook.Codecs.Entropy;

/// <summary>The ideal cost of a symbol: minus the binary logarithm of its probability.</summary>
public static class BitCost
{
    /// <summary>Units in one bit.</summary>
    public const int Unit = 4096;

    private static readonly int[] Costs = [.. Enumerable.Range(0, 4097)
        .Select(i => (int)Math.Round(-Unit * Math.Log2(Math.Max(i, 0.5) / 4096)))];

    /// <summary>Cost of a symbol.</summary>
    /// <param name="probability">Units of 1/65536, 0 to 65536.</param>
    /// <returns>Units of 1/4096 bit, to within half a percent of a bit for probabilities of 1/64 and more.</returns>
    public static int Of(int probability)
    {
        int index = probability >> 4;
        return Costs[index] + (((Costs[Math.Min(index + 1, 4096)] - Costs[index]) * (probability & 15)) >> 4);
    }
}
