using System.Numerics;

namespace Workbook.Codecs.Magic;

/// <summary>How likely a palette colour is: its popularity times a kernel of its distance from the colour expected.</summary>
/// <remarks>The kernel depends on the context and on the squared distance, two buckets an octave. See FORMAT.md.</remarks>
internal sealed class ColorStatistics
{
    /// <summary>Buckets of squared distance, all of which are below 2^22.</summary>
    internal const int Buckets = 44;

    private const int HueWeight = 5;
    private const int BucketShift = 22;
    private const int FirstBucket = 254;

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

    /// <summary>Bucket of the distance between two colours, given their differences.</summary>
    /// <remarks>A wrong hue counts more than a wrong lightness. The bucket is the exponent and the highest fraction bit of the squared
    /// distance as a float, which holds it exactly.</remarks>
    internal static int Bucket(int red, int green, int blue)
    {
        var (toRed, toBlue) = (red - green, blue - green);
        var squared = red * red + green * green + blue * blue + HueWeight * (toRed * toRed + toBlue * toBlue);
        return (BitConverter.SingleToInt32Bits(squared + 1) >> BucketShift) - FirstBucket;
    }

    /// <summary>Buckets of several colours at once.</summary>
    internal static Vector<int> Bucket(Vector<int> red, Vector<int> green, Vector<int> blue)
    {
        var (toRed, toBlue) = (red - green, blue - green);
        var squared = red * red + green * green + blue * blue + (toRed * toRed + toBlue * toBlue) * HueWeight;
        return (Vector.AsVectorInt32(Vector.ConvertToSingle(squared + Vector<int>.One)) >> BucketShift) - new Vector<int>(FirstBucket);
    }

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
