namespace Workbook.Results.Accuracy;

/// <summary>Histogram of uniform local binary patterns of eight neighbours: the texture of a plane.</summary>
internal static class BinaryPatterns
{
    private static readonly byte[] Bins = MakeBins();

    // 58 patterns with at most two changes around the ring have a bin each, all others share one.
    internal const int Length = 59;

    internal static void Write(PlanarImage luma, FeatureWriter features)
    {
        Span<float> histogram = stackalloc float[Length];
        histogram.Clear();
        float[] v = luma.Values;
        int width = luma.Columns;
        ReadOnlySpan<int> ring = [-width - 1, -width, -width + 1, 1, width + 1, width, width - 1, -1];
        for (int row = 1; row < luma.Rows - 1; row++)
            for (int column = 1, at = row * width + 1; column < width - 1; column++, at++)
            {
                int pattern = 0;
                for (int k = 0; k < ring.Length; k++)
                    pattern |= (v[at + ring[k]] >= v[at] ? 1 : 0) << k;
                histogram[Bins[pattern]]++;
            }
        features.AddShares(histogram);
    }

    private static byte[] MakeBins()
    {
        var bins = new byte[256];
        byte next = 0;
        for (int pattern = 0; pattern < bins.Length; pattern++)
        {
            int turned = (pattern >> 1 | pattern << 7) & 255;
            bins[pattern] = System.Numerics.BitOperations.PopCount((uint)(pattern ^ turned)) <= 2 ? next++ : (byte)(Length - 1);
        }
        return bins;
    }
}
