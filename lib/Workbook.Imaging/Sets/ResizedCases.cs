using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Brings pictures and their labels to one size, as a batch for a network needs it.</summary>
public static class ResizedCases
{
    /// <summary>The same set, each case resized when it is read; the shape is not kept.</summary>
    /// <remarks>A new pixel is the mean of the area it covers, in integers, rounded: exact on every machine. A new label is the class at the middle of that
    /// area, so no class is invented. Enlarging repeats pixels.</remarks>
    /// <param name="set">Pictures of any sizes.</param>
    /// <param name="rows">Height in pixels, 1 to 16384.</param>
    /// <param name="columns">Width in pixels, 1 to 16384.</param>
    /// <returns>A set of as many cases.</returns>
    /// <exception cref="ArgumentException">A side is out of range.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Resized(this SegmentationSet<RgbImage, LabelImage> set, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(set);
        CheckSize(rows, columns);
        return new(set.Name, set.Classes, [.. set.Cases.Select(one => new SegmentationCase<RgbImage, LabelImage>(one.Name, one.Group, limits =>
            one.Read(limits) is var (image, labels) ? (Resize(image, rows, columns), Resize(labels, rows, columns)) : default, one.Label)
        { Path = one.Path, LabelsPath = one.LabelsPath })], set.Dropped);
    }

    internal static void CheckSize(int rows, int columns)
    {
        if (rows is < 1 or > 16384 || columns is < 1 or > 16384)
            throw new ArgumentException($"pictures of {rows} x {columns} pixels were asked for; each side must be 1 to 16384");
    }

    internal static LabelImage Resize(LabelImage labels, int rows, int columns)
    {
        var resized = new LabelImage(rows, columns, new byte[rows * columns]);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                resized.Labels[row * columns + column] = labels.Labels[Middle(row, labels.Rows, rows) * labels.Columns + Middle(column, labels.Columns, columns)];
        return resized;
    }

    internal static RgbImage Resize(RgbImage image, int rows, int columns)
    {
        if ((image.Rows, image.Columns) == (rows, columns))
            return image;
        var resized = new RgbImage(rows, columns);
        var (down, across) = (Shares(image.Rows, rows), Shares(image.Columns, columns));
        var (line, total) = (new long[3 * columns], (long)image.Rows * image.Columns);
        for (var row = 0; row < rows; row++)
        {
            Array.Clear(line);
            foreach (var (source, weight) in down[row])
                AddRow(image.Pixels.AsSpan(3 * source * image.Columns, 3 * image.Columns), line, across, weight);
            for (var i = 0; i < line.Length; i++)
                resized.Pixels[row * line.Length + i] = (byte)((line[i] + total / 2) / total);
        }
        return resized;
    }

    private static void AddRow(ReadOnlySpan<byte> pixels, long[] line, (int Source, int Weight)[][] across, int weight)
    {
        for (var column = 0; column < across.Length; column++)
            foreach (var (source, share) in across[column])
                for (var k = 0; k < 3; k++)
                    line[3 * column + k] += (long)weight * share * pixels[3 * source + k];
    }

    // In units of 1/(from * to) of the whole: a new pixel covers from of them, an old one to.
    private static (int Source, int Weight)[][] Shares(int from, int to) => [.. Enumerable.Range(0, to).Select(j =>
    {
        var (start, end) = ((long)j * from, (j + 1L) * from);
        return Enumerable.Range((int)(start / to), (int)((end + to - 1) / to - start / to))
            .Select(source => (source, (int)(Math.Min((source + 1L) * to, end) - Math.Max((long)source * to, start)))).ToArray();
    })];

    private static int Middle(int at, int from, int to) => (int)((2L * at + 1) * from / (2L * to));
}
