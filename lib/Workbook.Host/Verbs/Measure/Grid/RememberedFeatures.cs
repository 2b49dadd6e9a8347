using System.Runtime.CompilerServices;
using Workbook.Codecs;
using Workbook.Results.Accuracy;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Features that are taken once of each image, however often it is asked for, as long as the image lives.</summary>
internal sealed class RememberedFeatures(IFeatureExtractor extractor) : IFeatureExtractor, IDisposable
{
    private readonly ConditionalWeakTable<RgbImage, float[]> known = [];

    public string Name => extractor.Name;

    public int Length => extractor.Length;

    public float[] Extract(RgbImage image) => Extract([image])[0];

    public float[][] Extract(IReadOnlyList<RgbImage> images)
    {
        RgbImage[] unknown = [.. images.Where(image => !known.TryGetValue(image, out _))];
        if (unknown.Length > 0)
            foreach (var (image, features) in unknown.Zip(extractor.Extract(unknown)))
                known.AddOrUpdate(image, features);
        return [.. images.Select(image => known.TryGetValue(image, out var features) ? features : throw new InvalidOperationException("features were taken of another image"))];
    }

    public void Dispose() => (extractor as IDisposable)?.Dispose();
}
