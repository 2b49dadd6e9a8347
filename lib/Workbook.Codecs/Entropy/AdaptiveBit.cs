namespace Workbook.Codecs.Entropy;

/// <summary>The probability of one binary decision, learned while coding.</summary>
/// <remarks>The step of adaptation is 1 / (count + 1.5), so that it averages at first, and stays at 1 / (limit + 1.5), so that it
/// follows later. Encoder and decoder run the same integers, exact on every machine. A default value is not usable: make one with
/// <see cref="Fresh"/> or the constructor.</remarks>
public struct AdaptiveBit
{
    /// <summary>What either value has at least, in units of 1/65536.</summary>
    internal const int LeastParts = 32;

    private const int DefaultLimit = 62;
    private const int MostParts = 65536 - LeastParts;
    private static readonly ushort[] Steps = [.. Enumerable.Range(0, 256).Select(count => (ushort)(65536 / (count + 1.5)))];
    private ushort zero;
    private byte count;
    private readonly byte limit;

    /// <summary>Starts from what is known.</summary>
    /// <param name="zero">Probability of a 0 in units of 1/65536, 32 to 65504 (values beyond are brought inside).</param>
    /// <param name="count">How many observations that knowledge weighs.</param>
    /// <param name="limit">Where the count stops: how slowly the probability moves at last.</param>
    public AdaptiveBit(int zero, int count, int limit = DefaultLimit)
    {
        this.zero = (ushort)Math.Clamp(zero, LeastParts, MostParts);
        this.limit = (byte)Math.Clamp(limit, 0, 255);
        this.count = (byte)Math.Clamp(count, 0, this.limit);
    }

    /// <summary>A decision nothing is known about: one half, no weight.</summary>
    public static AdaptiveBit Fresh => new(32768, 0);

    /// <summary>Probability of a 0 in units of 1/65536.</summary>
    public readonly int Zero => zero;

    /// <summary>Starts from counted decisions.</summary>
    /// <param name="zeros">How often a 0 was seen.</param>
    /// <param name="ones">How often a 1 was seen.</param>
    /// <param name="confidence">The most observations that the start may weigh.</param>
    /// <param name="limit">Where the count stops.</param>
    /// <returns>The decision, its probability (zeros + 1/2) / (zeros + ones + 1).</returns>
    public static AdaptiveBit FromCounts(long zeros, long ones, int confidence, int limit = DefaultLimit) =>
        new((int)(65536 * (2 * zeros + 1) / (2 * (zeros + ones) + 2)), (int)Math.Min(zeros + ones, confidence), limit);

    /// <summary>What coding a value would cost now.</summary>
    /// <param name="value">0 or 1.</param>
    /// <returns>Units of 1/4096 bit, exact on every machine.</returns>
    public readonly int Cost(int value) => BitCost.Of(value == 0 ? zero : 65536 - zero);

    /// <summary>Learns from a coded value.</summary>
    /// <param name="value">0 or 1.</param>
    public void Update(int value)
    {
        int target = value == 0 ? 65536 : 0;
        zero = (ushort)Math.Clamp(zero + (((target - zero) * (long)Steps[count]) >> 16), LeastParts, MostParts);
        if (count < limit)
            count++;
    }
}
