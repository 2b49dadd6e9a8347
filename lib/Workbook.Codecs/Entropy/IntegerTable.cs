namespace Workbook.Codecs.Entropy;

/// <summary>Probabilities, in 16 bits, of neighbouring integers and of the escape to all others.</summary>
/// <remarks>What a learned codec's entropy model becomes when it is shipped: integers, so that every machine codes alike. A value outside
/// <see cref="First"/> to <see cref="Last"/> costs the escape's bits, 5 more, and the binary logarithm of its distance.</remarks>
public sealed class IntegerTable
{
    /// <summary>How far outside the table a value may lie.</summary>
    public const int MaxDistance = (1 << EscapeCode.MaxLength) - 1;

    /// <summary>The largest size of <see cref="First"/> and <see cref="Last"/>.</summary>
    public const int MaxSize = 1 << 24;

    /// <summary>Makes a table from intervals.</summary>
    /// <param name="first">The smallest value with an interval of its own.</param>
    /// <param name="cdf">An interval for each value from the first on, then the escape's: at least 2.</param>
    /// <exception cref="ArgumentException">There is no value, or one beyond <see cref="MaxSize"/>.</exception>
    public IntegerTable(int first, CdfTable cdf)
    {
        ArgumentNullException.ThrowIfNull(cdf);
        if (cdf.Symbols < 2)
            throw new ArgumentException("the only interval is the escape's; a table needs at least one value");
        (First, Count, Cdf) = (first, cdf.Symbols - 1, cdf);
        if (first < -MaxSize || (long)first + Count - 1 > MaxSize)
            throw new ArgumentException($"the table holds {Count} values from {first} on; allowed is {-MaxSize} to {MaxSize}");
    }

    /// <summary>The smallest value with an interval of its own.</summary>
    public int First { get; }

    /// <summary>The largest value with an interval of its own.</summary>
    public int Last => First + Count - 1;

    /// <summary>Number of values with an interval of their own, at least 1.</summary>
    public int Count { get; }

    /// <summary>The intervals of the values, then the escape's.</summary>
    public CdfTable Cdf { get; }

    /// <summary>Makes a table from probabilities, by the rule of <see cref="CdfTable.FromProbabilities"/>.</summary>
    /// <remarks>A value has at least 1/65536, so far tails are better left to the escape: cut where about 2^-16 is outside. (A Gaussian of
    /// scale 256 cut at 1e-9 takes 0.07 bits a symbol more than it should, cut at 2^-16 it takes 0.02.)</remarks>
    /// <param name="first">The smallest value with a probability of its own.</param>
    /// <param name="probabilities">One for each value from there on, not negative.</param>
    /// <param name="outside">The probability of all other values, not negative.</param>
    /// <exception cref="ArgumentException">No value, too many, none probable, or one beyond <see cref="MaxSize"/>.</exception>
    public static IntegerTable FromProbabilities(int first, ReadOnlySpan<double> probabilities, double outside) =>
        new(first, CdfTable.FromProbabilities([.. probabilities, outside]));

    /// <summary>What coding a value costs, before rounding to bytes.</summary>
    /// <param name="value">Any value that can be coded.</param>
    /// <returns>Bits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It lies more than <see cref="MaxDistance"/> outside.</exception>
    public double Bits(int value)
    {
        bool inside = value >= First && value <= Last;
        int symbol = inside ? value - First : Count;
        double own = 16 - Math.Log2(Cdf.Start(symbol + 1) - Cdf.Start(symbol));
        return inside ? own : own + EscapeCode.Bits(this, value);
    }
}
