using Workbook.Codecs;

namespace Workbook.Learning.Detection;

/// <summary>The boxes that a region proposal network starts from: the same few shapes around every place of a feature map.</summary>
/// <remarks>Source: Ren et al., "Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks", section 3.1.1. Exact to rounding everywhere.</remarks>
public static class Anchors
{
    /// <summary>All anchors of a map, row by row; the shapes of a place one after the other, sizes slower than ratios.</summary>
    /// <remarks>The anchor of size s and ratio r around a place is s / sqrt(r) wide and s sqrt(r) high, so its area is s^2. A place's centre
    /// is the middle of the pixels it covers: (column + 1/2) stride. Anchors may reach beyond the image.</remarks>
    /// <param name="rows">Height of the feature map.</param>
    /// <param name="columns">Its width.</param>
    /// <param name="stride">Pixels from one place to the next.</param>
    /// <param name="sizes">Sides in pixels of squares of the same area.</param>
    /// <param name="ratios">Heights divided by widths.</param>
    /// <returns>rows x columns x sizes x ratios boxes of class 0.</returns>
    public static ObjectBox[] Of(int rows, int columns, int stride, IReadOnlyList<double> sizes, IReadOnlyList<double> ratios)
    {
        var halves = sizes.SelectMany(size => ratios.Select(ratio => (Width: size / Math.Sqrt(ratio) / 2, Height: size * Math.Sqrt(ratio) / 2))).ToArray();
        var anchors = new ObjectBox[rows * columns * halves.Length];
        for (var i = 0; i < anchors.Length; i++)
        {
            var (place, half) = (i / halves.Length, halves[i % halves.Length]);
            var (x, y) = ((place % columns + 0.5) * stride, (place / columns + 0.5) * stride);
            anchors[i] = new ObjectBox(0, x - half.Width, y - half.Height, x + half.Width, y + half.Height);
        }
        return anchors;
    }
}
