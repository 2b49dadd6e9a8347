namespace Workbook.Results.Accuracy;

/// <summary>How luma and gradient strengths are distributed in a plane, wherever they lie.</summary>
internal static class ToneStatistics
{
    private static readonly float[] Shares = [0.002f, 0.005f, 0.01f, 0.02f, 0.05f, 0.1f, 0.25f, 0.5f, 0.75f, 0.9f, 0.95f, 0.98f, 0.99f, 0.995f, 0.998f];
    private static readonly float[] UpperShares = [0.5f, 0.75f, 0.9f, 0.95f, 0.98f, 0.99f, 0.995f, 0.998f];
    private static readonly int Strengths = 16;

    internal static int Length { get; } = Shares.Length + UpperShares.Length + Strengths;

    internal static void Write(PlanarImage luma, FeatureWriter features)
    {
        AddQuantiles((float[])luma.Values.Clone(), Shares, luma.Values.Average(), features);
        var strengths = new float[luma.Values.Length];
        var histogram = new float[Strengths];
        for (int row = 0, at = 0; row < luma.Rows; row++)
            for (int column = 0; column < luma.Columns; column++, at++)
            {
                var (across, down) = Gradients.At(luma, row, column);
                strengths[at] = MathF.Sqrt(across * across + down * down);
                histogram[Math.Min((int)(2 * MathF.Log2(1 + strengths[at])), Strengths - 1)]++;
            }
        AddQuantiles(strengths, UpperShares, 0, features);
        features.AddShares(histogram);
    }

    private static void AddQuantiles(float[] values, float[] shares, float origin, FeatureWriter features)
    {
        Array.Sort(values);
        foreach (float share in shares)
            features.Add((values[(int)(share * (values.Length - 1) + 0.5f)] - origin) / 255);
    }
}
