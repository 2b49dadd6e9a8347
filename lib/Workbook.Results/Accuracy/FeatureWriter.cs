namespace Workbook.Results.Accuracy;

/// <summary>Collects the features of one image in order.</summary>
internal sealed class FeatureWriter(int length)
{
    private readonly float[] values = new float[length];
    private int count;

    internal void Add(float value) => values[count++] = value;

    /// <summary>Adds a histogram as square roots of shares: differences between small bins count as much as between large ones.</summary>
    internal void AddShares(ReadOnlySpan<float> histogram)
    {
        float sum = 1e-6f;
        foreach (float bin in histogram)
            sum += bin;
        foreach (float bin in histogram)
            Add(MathF.Sqrt(bin / sum));
    }

    internal float[] ToArray() => count == values.Length ? values : throw new InvalidOperationException($"{count} of {values.Length} features were written");
}
