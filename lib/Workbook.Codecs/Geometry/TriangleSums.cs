namespace Workbook.Codecs.Geometry;

/// <summary>How many pixels every triangle of a mesh owns, and the sums of their colours.</summary>
public sealed class TriangleSums
{
    internal TriangleSums(int triangles) => (Counts, Sums) = (new int[triangles], new long[3 * triangles]);

    /// <summary>Pixels owned, by triangle.</summary>
    public int[] Counts { get; }

    /// <summary>Sums of red, green and blue: three numbers a triangle.</summary>
    public long[] Sums { get; }

    /// <summary>The mean colour of a triangle, each channel rounded to the nearest, halves up.</summary>
    /// <param name="triangle">Index of the triangle.</param>
    /// <param name="ofNothing">What to answer for a triangle that owns no pixel.</param>
    /// <returns>The mean. Exact everywhere.</returns>
    public Rgb Mean(int triangle, Rgb ofNothing = default)
    {
        int count = Counts[triangle];
        return count == 0 ? ofNothing : new(Mean(Sums[3 * triangle], count), Mean(Sums[3 * triangle + 1], count), Mean(Sums[3 * triangle + 2], count));
    }

    /// <summary>The mean colours of all triangles; black for one that owns no pixel.</summary>
    /// <returns>One colour a triangle. Exact everywhere.</returns>
    public Rgb[] Means() => [.. Enumerable.Range(0, Counts.Length).Select(triangle => Mean(triangle))];

    /// <summary>The mean colour of all pixels that any triangle owns, rounded likewise; black if none does.</summary>
    /// <returns>The mean. Exact everywhere.</returns>
    public Rgb MeanOfAll()
    {
        long red = 0, green = 0, blue = 0, count = 0;
        for (int i = 0; i < Counts.Length; i++)
            (red, green, blue, count) = (red + Sums[3 * i], green + Sums[3 * i + 1], blue + Sums[3 * i + 2], count + Counts[i]);
        return count == 0 ? default : new(Mean(red, count), Mean(green, count), Mean(blue, count));
    }

    private static byte Mean(long sum, long count) => (byte)((2 * sum + count) / (2 * count));
}
