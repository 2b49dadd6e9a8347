namespace Workbook.Results.Accuracy;

/// <summary>The source positions and weights that one target position is made of.</summary>
internal readonly record struct ResampleTaps(int First, float[] Weights)
{
    /// <summary>Taps of every target position along one axis.</summary>
    internal static ResampleTaps[] Make(int from, int to)
    {
        var taps = new ResampleTaps[to];
        double scale = (double)from / to;
        for (int i = 0; i < to; i++)
            taps[i] = At((i + 0.5) * scale, Math.Max(1, scale), from);
        return taps;
    }

    private static ResampleTaps At(double center, double radius, int length)
    {
        int first = Math.Max(0, (int)(center - radius + 0.5)), end = Math.Min(length, (int)(center + radius + 0.5));
        var weights = new double[end - first];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Math.Max(0, 1 - Math.Abs((first + i + 0.5 - center) / radius));
        double sum = weights.Sum();
        return new(first, [.. weights.Select(w => (float)(w / sum))]);
    }
}
