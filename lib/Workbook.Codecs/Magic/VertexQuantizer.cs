namespace Workbook.Codecs.Magic;

/// <summary>The quantiser's steps: one number in the stream gives the step of every band.</summary>
/// <remarks>A residual on a coarse level changes many pixels, so its step is finer: step = fineness / (side * norm), side being the
/// distance of the band's vertices in pixels. Twelve settings double the fineness.</remarks>
internal static class VertexQuantizer
{
    /// <summary>Fraction bits of vertex values.</summary>
    internal const int FractionBits = 6;

    internal const int Settings = 128;

    /// <summary>Settings that share trained probabilities, in the middle of each group.</summary>
    internal const int Groups = 5;

    internal const int PerOctave = 12;
    private const int FirstGroup = 56;

    // 4096 * 2^(i/12)
    private static readonly int[] Mantissas = [4096, 4340, 4598, 4871, 5161, 5468, 5793, 6137, 6502, 6889, 7298, 7732];

    // 1024 / norm of a residual's effect, over its side: coarsest vertices, between two, between four.
    private static readonly int[] Norms = [2179, 1463, 1463, 2438];

    /// <summary>Square root of the squared error that one step makes, in units of 1/64, summed over the pixels of a band's residual.</summary>
    internal static int Fineness(int setting) => (Mantissas[setting % PerOctave] << (setting / PerOctave)) >> 5;

    /// <summary>The step of a band, in units of 2^-6 levels.</summary>
    internal static int Step(int setting, VertexBand band, int gridStep) =>
        (int)Math.Clamp((long)Fineness(setting) * Norms[band.Direction] / ((long)gridStep << (band.Level + 10)), 1, 1 << 20);

    /// <summary>The setting nearest to a step in grey levels over 8 x 8 pixels.</summary>
    internal static int Setting(double step) =>
        (int)Math.Clamp(Math.Round(PerOctave * Math.Log2(step * 8 * Math.Sqrt(3) / 2)), 0, Settings - 1);

    internal static int Group(int setting) => Math.Clamp((setting - FirstGroup + PerOctave / 2) / PerOctave, 0, Groups - 1);

    /// <summary>The setting that a group is trained with.</summary>
    internal static int Middle(int group) => FirstGroup + PerOctave * group;

    /// <summary>Class of a band: bands of one class share probabilities.</summary>
    internal static int Class(VertexBand band, int gridStep)
    {
        if (band.Direction == 0)
            return 1;
        long side = (long)gridStep << band.Level;
        int size = (System.Numerics.BitOperations.Log2((ulong)(side * side)) + 1) / 2;
        return 2 + 3 * (Math.Clamp(size, 1, 8) - 1) + band.Direction - 1;
    }

    internal const int Classes = 2 + 3 * 8;
}
