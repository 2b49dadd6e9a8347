namespace Workbook.Codecs.Magic;

/// <summary>Learns the turn of the colours: the principal axes of the colours within images.</summary>
internal static class VertexColorTraining
{
    private const int Stride = 7;

    internal static VertexColor Run(IReadOnlyList<RgbImage> images)
    {
        var (mean, covariance, count) = (new double[3], new double[9], 0.0);
        foreach (var image in images)
        {
            var own = Mean(image);
            for (int k = 0; k < 3; k++)
                mean[k] += own[k] / images.Count;
            for (int p = 0; p < image.PixelCount; p += Stride, count++)
                for (int a = 0; a < 3; a++)
                    for (int b = 0; b < 3; b++)
                        covariance[3 * a + b] += (image.Pixels[3 * p + a] - own[a]) * (image.Pixels[3 * p + b] - own[b]);
        }
        for (int i = 0; i < 9; i++)
            covariance[i] = covariance[i] / count + (i % 4 == 0 ? 1 : 0) + 4;
        return new VertexColor([.. mean.Select(m => (int)Math.Clamp(Math.Round(m), 0, 255))], Axes(covariance));
    }

    private static double[] Mean(RgbImage image)
    {
        var sums = new double[3];
        for (int p = 0; p < image.Pixels.Length; p++)
            sums[p % 3] += image.Pixels[p];
        return [.. sums.Select(s => s / image.PixelCount)];
    }

    // Power iteration for the first axis, again at right angles to it for the second; the third is their cross product.
    private static int[] Axes(double[] m)
    {
        var first = Axis(m, null, [1, 1, 1]);
        var second = Axis(m, first, [1, 0, -1]);
        double[] third = [first[1] * second[2] - first[2] * second[1], first[2] * second[0] - first[0] * second[2], first[0] * second[1] - first[1] * second[0]];
        return [.. first.Concat(second).Concat(third).Select(v => (int)Math.Round(v * (1 << VertexColor.AxisBits)))];
    }

    private static double[] Axis(double[] m, double[]? away, double[] start)
    {
        var v = start;
        for (int round = 0; round < 200; round++)
        {
            double[] next = [.. Enumerable.Range(0, 3).Select(i => m[3 * i] * v[0] + m[3 * i + 1] * v[1] + m[3 * i + 2] * v[2])];
            if (away is not null && away.Zip(next, (a, b) => a * b).Sum() is var along)
                next = [.. next.Select((x, i) => x - along * away[i])];
            double length = Math.Sqrt(next.Sum(x => x * x));
            v = [.. next.Select(x => x / length)];
        }
        return v[0] + v[1] + v[2] < 0 && away is null ? [.. v.Select(x => -x)] : v;
    }
}
