using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>Float planes of one size, [channel, row, column], made from an image by the one resampling that all features use.</summary>
/// <remarks>
/// Bilinear with antialiasing, as Pillow's BILINEAR and torchvision's <c>antialias=True</c> do it: pixel centres at half coordinates, a
/// triangle of radius max(1, scale) source pixels, weights cut at the border and scaled to sum 1; columns first, then rows, in float32
/// without rounding to bytes. Enlarging is plain bilinear interpolation. Each side is scaled by itself: the aspect is not kept.
/// </remarks>
internal sealed class PlanarImage(int channels, int rows, int columns)
{
    internal int Channels => channels;

    internal int Rows => rows;

    internal int Columns => columns;

    internal float[] Values { get; } = new float[channels * rows * columns];

    internal Span<float> Channel(int channel) => Values.AsSpan(channel * rows * columns, rows * columns);

    /// <summary>The three channels of an image, from 0 to 255, brought to a size.</summary>
    internal static PlanarImage Of(RgbImage image, int rows, int columns)
    {
        var narrow = new PlanarImage(3, image.Rows, columns);
        var taps = ResampleTaps.Make(image.Columns, columns);
        for (int row = 0, at = 0; row < image.Rows; row++)
            for (int column = 0; column < columns; column++, at++)
                SumAcross(image.Pixels, row * image.Columns, taps[column], narrow, at);
        return image.Rows == rows ? narrow : narrow.ResizeRows(rows);
    }

    private static void SumAcross(byte[] pixels, int rowStart, ResampleTaps taps, PlanarImage target, int at)
    {
        float red = 0, green = 0, blue = 0;
        int p = 3 * (rowStart + taps.First);
        foreach (float weight in taps.Weights)
        {
            red += weight * pixels[p];
            green += weight * pixels[p + 1];
            blue += weight * pixels[p + 2];
            p += 3;
        }
        int plane = target.Rows * target.Columns;
        (target.Values[at], target.Values[plane + at], target.Values[2 * plane + at]) = (red, green, blue);
    }

    private PlanarImage ResizeRows(int newRows)
    {
        var target = new PlanarImage(channels, newRows, columns);
        var taps = ResampleTaps.Make(rows, newRows);
        for (int channel = 0; channel < channels; channel++)
            for (int row = 0; row < newRows; row++)
                for (int k = 0; k < taps[row].Weights.Length; k++)
                {
                    var source = Channel(channel).Slice((taps[row].First + k) * columns, columns);
                    var sums = target.Channel(channel).Slice(row * columns, columns);
                    for (int column = 0; column < sums.Length; column++)
                        sums[column] += taps[row].Weights[k] * source[column];
                }
        return target;
    }

    /// <summary>Luma of three channels (ITU-R BT.601), one plane.</summary>
    internal PlanarImage Luma()
    {
        var luma = new PlanarImage(1, rows, columns);
        ReadOnlySpan<float> red = Channel(0), green = Channel(1), blue = Channel(2);
        for (int i = 0; i < luma.Values.Length; i++)
            luma.Values[i] = 0.299f * red[i] + 0.587f * green[i] + 0.114f * blue[i];
        return luma;
    }

    /// <summary>Means of 2 x 2 values; sides must be even.</summary>
    internal PlanarImage Halved()
    {
        var half = new PlanarImage(channels, rows / 2, columns / 2);
        for (int row = 0, at = 0; row < channels * half.Rows; row++)
            for (int column = 0; column < half.Columns; column++, at++)
            {
                int p = 2 * row * columns + 2 * column;
                half.Values[at] = (Values[p] + Values[p + 1] + Values[p + columns] + Values[p + columns + 1]) / 4;
            }
        return half;
    }
}
