namespace Workbook.Codecs.Magic;

/// <summary>How likely a palette colour is: its popularity times a kernel of its distance from the colour expected.</summary>
/// <remarks>The kernel depends on the context and on the squared distance in RGB, two buckets an octave. See FORMAT.md.</remarks>
internal sealed class ColorStatistics
{
    /// <summary>Buckets of squared distance: 1 + 195075 is below 2^18.</summary>
    internal const int Buckets = 44;

    internal ColorStatistics(ushort[] popularity, ushort[] kernel) => (Popularity, Kernel) = (popularity, kernel);

    /// <summary>Weight of each palette colour, at least 1.</summary>
    internal ushort[] Popularity { get; }

    /// <summary>Weight of bucket b in context c at c * Buckets + b, at least 1.</summary>
    internal ushort[] Kernel { get; }

    /// <summary>Every colour alike, and a kernel that falls with distance.</summary>
    internal static ColorStatistics Untrained(int colors)
    {
        var popularity = new ushort[colors];
        Array.Fill(popularity, (ushort)Math.Max(65536 / colors - 1, 1));
        var kernel = new ushort[NeighborColors.Contexts * Buckets];
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] = (ushort)Math.Max(65535 / Math.Pow(1 + Math.Pow(2, i % Buckets / 2.0) / 64, 1.5), 1);
        return new ColorStatistics(popularity, kernel);
    }

    /// <summary>Bucket of a squared distance, 0 to 195075.</summary>
    /// <remarks>Exponent and highest fraction bit of the number as a float, which holds it exactly.</remarks>
    internal static int Bucket(int squaredDistance) => (BitConverter.SingleToInt32Bits(squaredDistance + 1) >> 22) - 254;

    internal void Write(FieldWriter fields)
    {
        foreach (var weight in Popularity)
            fields.UInt16(weight);
        foreach (var weight in Kernel)
            fields.UInt16(weight);
    }

    internal static ColorStatistics Read(ref FieldReader fields, int colors) =>
        new(ReadWeights(ref fields, colors), ReadWeights(ref fields, NeighborColors.Contexts * Buckets));

    private static ushort[] ReadWeights(ref FieldReader fields, int count)
    {
        var weights = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = (ushort)fields.UInt16();
            fields.Require(weights[i] > 0, "a weight is 0, allowed are 1 to 65535");
        }
        return weights;
    }
}
