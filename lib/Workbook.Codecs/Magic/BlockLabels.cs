using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Which dictionary entry each block gets.</summary>
internal static class BlockLabels
{
    /// <summary>Labels for predicted numbers of points.</summary>
    /// <param name="predicted">Predicted number of points of each block, row by row.</param>
    /// <param name="blocks">How the image is cut into blocks.</param>
    /// <param name="options">The divisor and the region of interest.</param>
    /// <param name="entries">Number of entries in the dictionary.</param>
    internal static int[] Choose(ReadOnlySpan<float> predicted, BlockGrid blocks, MagicOptions options, int entries)
    {
        var touched = options.Region?.Blocks(blocks);
        var labels = new int[predicted.Length];
        for (var k = 0; k < labels.Length; k++)
        {
            var inside = touched is not null && touched[k];
            // label = floor(max(prediction, 0) / d)
            var label = Math.Floor(Math.Max(predicted[k], 0) * (inside ? options.Region!.Strength : 1) / options.PointDivisor);
            labels[k] = (int)Math.Clamp(label + (inside ? options.Region!.ExtraPoints : 0), 0, entries - 1);
        }
        return labels;
    }
}
