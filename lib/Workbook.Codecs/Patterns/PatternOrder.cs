namespace Workbook.Codecs.Patterns;

/// <summary>Orders the positions of a block so that every prefix is a good pattern: dense where training points are, and spread out.</summary>
/// <remarks>
/// Algorithm 1's points come from edges and split triangles; divided by d, few of them are left, so an entry must stand for many
/// real blocks at once. We take the greedy farthest-point order weighted by density: the next position is the one with the largest
/// weight(p) * distance(p)^2, where the distance goes to the nearest chosen position with wrap-around (blocks tile the image) and the
/// weight is the count of training points in the 5 x 5 neighbourhood, with wrap-around, plus one average neighbourhood so that no
/// position is ruled out. Ties go to the lowest position. Whole numbers only.
/// </remarks>
internal static class PatternOrder
{
    private const int Reach = 2;

    internal static ushort[] Choose(ReadOnlySpan<long> counts, int blockSize, int length)
    {
        var weights = Weights(counts, blockSize);
        var distances = new int[weights.Length];
        Array.Fill(distances, blockSize * blockSize);
        var order = new ushort[length];
        for (int i = 0; i < length; i++)
        {
            int best = Best(weights, distances);
            order[i] = (ushort)best;
            Approach(distances, best, blockSize);
        }
        return order;
    }

    private static int Best(long[] weights, int[] distances)
    {
        int best = -1;
        long score = 0;
        for (int p = 0; p < distances.Length; p++)
            if (weights[p] * distances[p] is var s && s > score)
                (best, score) = (p, s);
        return best;
    }

    private static void Approach(int[] distances, int chosen, int blockSize)
    {
        for (int row = 0, p = 0; row < blockSize; row++)
        {
            int dy = Around(row - chosen / blockSize, blockSize);
            for (int column = 0; column < blockSize; column++, p++)
            {
                int dx = Around(column - chosen % blockSize, blockSize);
                distances[p] = Math.Min(distances[p], dy * dy + dx * dx);
            }
        }
    }

    private static int Around(int offset, int size) => Math.Min(Math.Abs(offset), size - Math.Abs(offset));

    // Weights are scaled to at most 2^24 so that weight * distance^2 fits 64 bits whatever the counts.
    private static long[] Weights(ReadOnlySpan<long> counts, int blockSize)
    {
        var sums = new double[counts.Length];
        double total = 0;
        for (int p = 0; p < sums.Length; p++)
        {
            for (int dy = -Reach; dy <= Reach; dy++)
                for (int dx = -Reach; dx <= Reach; dx++)
                    sums[p] += counts[Wrap(p / blockSize + dy, blockSize) * blockSize + Wrap(p % blockSize + dx, blockSize)];
            total += sums[p];
        }
        double average = Math.Max(total / sums.Length, 1);
        double scale = (1 << 24) / (sums.Max() + average);
        return Array.ConvertAll(sums, s => Math.Max((long)((s + average) * scale), 1));
    }

    private static int Wrap(int value, int size) => (value % size + size) % size;
}
