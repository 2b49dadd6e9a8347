using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>Random choices of one scene: the same for the same (seed, index, purpose) on every machine.</summary>
/// <remarks>Each part of a scene has a purpose of its own, so a change to one part leaves the others as they were.</remarks>
internal sealed class SceneRandom(ulong seed, int index, int purpose)
{
    private readonly SeededRandom source = new(seed, (ulong)(uint)index << 32 | (uint)purpose);

    /// <summary>The seed of another try, used where the crack or fire of the last one came out too small to be seen.</summary>
    internal static ulong Retry(ulong seed, int attempt) => seed + (ulong)attempt * 0xA0761D6478BD642F;

    internal ulong Bits() => source.NextBits();

    /// <summary>Uniform in [0, 1), a multiple of 2^-24, so that it is exact in a float.</summary>
    internal float Share() => (source.NextBits() >> 40) * (1f / (1 << 24));

    internal float Between(float low, float high) => low + (high - low) * Share();

    /// <summary>A whole number from low to high, both included.</summary>
    internal int Whole(int low, int high) => source.Next(low, high + 1);

    internal bool Chance(float share) => Share() < share;

    /// <summary>Like a normal variable of deviation 1, but made of sums only: within (-3.5, 3.5).</summary>
    internal float Bell() => (Share() + Share() + Share() + Share() - 2f) * 1.7320508f;
}
