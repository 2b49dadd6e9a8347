using System.Numerics;

namespace Workbook.Codecs;

/// <summary>The project's own random numbers: the same for a seed on every machine, for ever.</summary>
/// <remarks>
/// Part of the stream format (the pattern dictionary is drawn from it), so nothing here may change.
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators"), seeded by four outputs of
/// SplitMix64. A sub-stream (seed, stream) starts SplitMix64 at mix(seed) xor stream, where mix(seed) is SplitMix64's first output for
/// the seed. Sequences are fixed by a test. Not for secrets. Not safe to share between threads.
/// </remarks>
public sealed class SeededRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong s0, s1, s2, s3;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">Any value.</param>
    public SeededRandom(ulong seed) => Start(seed);

    /// <summary>Starts one of the 2^64 independent sequences of a seed.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="stream">Which sequence, for example an entry, an epoch or a purpose.</param>
    public SeededRandom(ulong seed, ulong stream) => Start(Mix(seed + Golden) ^ stream);

    /// <summary>The next 64 bits.</summary>
    /// <returns>Uniform over all values.</returns>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A whole number below a bound, without bias.</summary>
    /// <remarks>Lemire's method on the upper 32 bits x of each draw: (x * bound) >> 32, drawn again while the lower 32 bits of the
    /// product are below 2^32 mod bound.</remarks>
    /// <param name="bound">At least 1.</param>
    /// <returns>Uniform in [0, bound).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong product = (NextBits() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (0u - (uint)bound) % (uint)bound;
            while ((uint)product < threshold)
                product = (NextBits() >> 32) * (ulong)bound;
        }
        return (int)(product >> 32);
    }

    /// <summary>A whole number in a range, without bias.</summary>
    /// <param name="low">The smallest value that can come.</param>
    /// <param name="high">One above the largest value that can come.</param>
    /// <returns>Uniform in [low, high).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or has more than 2^31 - 1 values.</exception>
    public int Next(int low, int high) => low + Next(checked(high - low));

    /// <summary>A real number from the upper 53 bits of the next draw.</summary>
    /// <returns>Uniform in [0, 1), a multiple of 2^-53.</returns>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>Puts items into a random order, every order equally likely.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items, changed in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private void Start(ulong state)
    {
        s0 = Mix(state += Golden);
        s1 = Mix(state += Golden);
        s2 = Mix(state += Golden);
        s3 = Mix(state + Golden);
    }

    // The output function of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
