namespace Workbook.Codecs.Entropy;

/// <summary>A static table of symbol probabilities in 16 bits, for <see cref="RangeEncoder"/> and <see cref="RangeDecoder"/>.</summary>
public sealed class CdfTable
{
    /// <summary>Most symbols in a table.</summary>
    public const int MaxSymbols = Total / 2;

    internal const int Total = 65536;
    private readonly int[] starts;

    private CdfTable(int[] starts) => this.starts = starts;

    /// <summary>Number of symbols.</summary>
    public int Symbols => starts.Length - 1;

    /// <summary>Makes a table from probabilities.</summary>
    /// <remarks>Each probability is rounded to 1/65536, scaled to the total and summed; an empty symbol then takes 1 from the smallest
    /// symbol above 1, so that every symbol can be coded.</remarks>
    /// <param name="probabilities">One for each symbol, not negative, not all zero; they need not sum to 1. At most 32768.</param>
    /// <exception cref="ArgumentException">No symbols, too many, or no probability above zero.</exception>
    public static CdfTable FromProbabilities(ReadOnlySpan<double> probabilities)
    {
        var counts = new long[probabilities.Length];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = probabilities[i] is >= 0 and <= 1e9
                ? (long)Math.Round(probabilities[i] * Total)
                : throw new ArgumentException($"probability {i} is {probabilities[i]}; it must be a number from 0 to 1e9");
        return FromCounts(counts);
    }

    /// <summary>Makes a table from counts.</summary>
    /// <param name="counts">One for each symbol, not negative, not all zero. At most 32768 symbols.</param>
    /// <exception cref="ArgumentException">No symbols, too many, or no count above zero.</exception>
    public static CdfTable FromCounts(ReadOnlySpan<long> counts)
    {
        UInt128 total = 0;
        foreach (long count in counts)
            total += count >= 0 ? (UInt128)count : throw new ArgumentException($"a count is {count}; counts must not be negative");
        if (counts.Length is 0 or > MaxSymbols || total == 0)
            throw new ArgumentException($"{counts.Length} counts with sum {total}; a table needs 1 to {MaxSymbols} symbols and a sum above 0");
        var starts = new int[counts.Length + 1];
        for (int i = 0; i < counts.Length; i++)
            starts[i + 1] = starts[i] + (int)((UInt128)counts[i] * Total / total);
        starts[^1] = Total;
        FillEmpty(starts);
        return new CdfTable(starts);
    }

    /// <summary>Where a symbol's interval starts.</summary>
    /// <param name="symbol">0 to <see cref="Symbols"/>; the last gives 65536.</param>
    /// <returns>Units of 1/65536.</returns>
    public int Start(int symbol) => starts[symbol];

    internal ReadOnlySpan<int> Starts => starts;

    /// <summary>Codes a symbol.</summary>
    /// <param name="encoder">Where it goes.</param>
    /// <param name="symbol">0 to <see cref="Symbols"/> - 1.</param>
    public void Encode(RangeEncoder encoder, int symbol) => encoder.Encode(starts[symbol], starts[symbol + 1] - starts[symbol]);

    private static void FillEmpty(int[] starts)
    {
        for (int i = 0; i < starts.Length - 1; i++)
        {
            if (starts[i] != starts[i + 1])
                continue;
            int donor = SmallestAboveOne(starts);
            int change = donor < i ? -1 : 1;
            for (int k = Math.Min(donor, i) + 1; k <= Math.Max(donor, i); k++)
                starts[k] += change;
        }
    }

    private static int SmallestAboveOne(int[] starts)
    {
        int best = -1;
        for (int i = 0; i < starts.Length - 1; i++)
            if (starts[i + 1] - starts[i] is > 1 and var size && (best < 0 || size < starts[best + 1] - starts[best]))
                best = i;
        return best;
    }
}
