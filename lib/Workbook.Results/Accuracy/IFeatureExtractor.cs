using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>Turns an image into numbers that a linear classifier can separate: the frozen eye of a machine.</summary>
/// <remarks>Implementations may be called from several threads at once.</remarks>
public interface IFeatureExtractor
{
    /// <summary>Name as shown in tables and result files.</summary>
    string Name { get; }

    /// <summary>Number of features of an image.</summary>
    int Length { get; }

    /// <summary>Features of one image of any size.</summary>
    /// <param name="image">The image.</param>
    /// <returns>A new array of <see cref="Length"/> values.</returns>
    float[] Extract(RgbImage image);

    /// <summary>Features of several images; an extractor that is faster on many at once does so here.</summary>
    /// <param name="images">The images, of any sizes.</param>
    /// <returns>One array of <see cref="Length"/> values for each image.</returns>
    float[][] Extract(IReadOnlyList<RgbImage> images) => [.. images.Select(Extract)];
}
