using System.Globalization;
using Workbook.Codecs;

namespace Workbook.Results.Figures;

/// <summary>Images with boxes around objects, each class in a colour and a kind of line of its own.</summary>
/// <remarks>The lines lie on a dark ground, so that they show on bright and dark images; dashes tell the classes apart in grey. Colours: Okabe and Ito, "Color Universal Design" (2008).</remarks>
public static class BoxOverlay
{
    private const int WantedSide = 420;
    private const double Shade = 0.55;

    private static readonly (string Words, Rgb Color, int[] Dashes)[] Lines =
    [
        ("vermillion, solid", new(0xD5, 0x5E, 0x00), [1, 0]),
        ("sky blue, dashed", new(0x56, 0xB4, 0xE9), [6, 4]),
        ("yellow, dotted", new(0xF0, 0xE4, 0x42), [2, 2]),
        ("green, long dashes", new(0x00, 0x9E, 0x73), [12, 4]),
        ("purple, dash and dot", new(0xCC, 0x79, 0xA7), [6, 2, 2, 2]),
    ];

    /// <summary>What is there and what a detector found, beside each other.</summary>
    /// <param name="image">The image below both; it is not changed.</param>
    /// <param name="truth">The true boxes.</param>
    /// <param name="found">What was found.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="leastScore">Boxes of a lower score are not drawn.</param>
    /// <returns>Two images with the boxes' names and scores below; the caption says which line is which class.</returns>
    /// <exception cref="ArgumentException">A box is of a class without a name.</exception>
    public static ImageGrid Of(RgbImage image, IReadOnlyList<ObjectBox> truth, IReadOnlyList<ScoredBox> found, IReadOnlyList<string> classes, double leastScore = 0.5)
    {
        ArgumentNullException.ThrowIfNull(image);
        foreach (var box in truth.Concat(found.Select(one => one.Box)).Where(box => (uint)box.Class >= (uint)classes.Count))
            throw new ArgumentException($"a box is of class {box.Class}, but {classes.Count} classes have a name", nameof(classes));
        var shown = found.Where(one => one.Score >= leastScore).OrderByDescending(one => one.Score).ToArray();
        var zoom = (int)Math.Max(1, Pixels.Magnification(image, WantedSide));
        var large = Enlarged(image, zoom);
        var used = truth.Concat(shown.Select(one => one.Box)).Select(box => box.Class).Distinct().Order();
        return ImageGrid.Of(
            (Paint(large, truth.Select(box => Enlarged(box, zoom))), Listed("true", truth.Select(box => classes[box.Class]))),
            (Paint(large, shown.Select(one => Enlarged(one.Box, zoom))), Listed("found", shown.Select(one =>
                string.Create(CultureInfo.InvariantCulture, $"{classes[one.Box.Class]} {one.Score:0.00}")))))
            .Zoom(Pixels.Magnification(large, WantedSide))
            .Caption($"{string.Join("; ", used.Select(k => $"{classes[k]}: {Lines[k % Lines.Length].Words}"))}. Score from {leastScore.ToString("0.00", CultureInfo.InvariantCulture)} on.");
    }

    /// <summary>The image with boxes on it, to be shown among others.</summary>
    /// <param name="image">The image below; it is not changed.</param>
    /// <param name="boxes">Boxes in pixels of the image. Later ones lie above; what reaches over the image's edge is cut.</param>
    /// <returns>A new image of the same size, a line within the edges of each box: class 0 solid vermillion, class 1 dashed sky blue, then dotted yellow,
    /// long dashes in green, dash and dot in purple, and again.</returns>
    public static RgbImage Paint(RgbImage image, IEnumerable<ObjectBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(boxes);
        var painted = new RgbImage(image.Rows, image.Columns, (byte[])image.Pixels.Clone());
        var width = Math.Max(1, (int)Math.Round(Math.Max(image.Rows, image.Columns) / 200.0));
        foreach (var box in boxes)
        {
            var (top, left, bottom, right) = (Whole(box.Top, image.Rows), Whole(box.Left, image.Columns), Whole(box.Bottom, image.Rows) - 1, Whole(box.Right, image.Columns) - 1);
            var (_, ink, dashes) = Lines[box.Class % Lines.Length];
            for (var inset = -1; inset <= width; inset++) // the line on a dark one, a pixel wider on either side
                foreach (var (row, column, level) in Rim(top + inset, left + inset, bottom - inset, right - inset))
                    Set(painted, row, column, inset >= 0 && inset < width && IsOn(dashes, (level ? column - left : row - top) / width) ? ink : null);
        }
        return painted;
    }

    // The pixels of a rectangle's rim.
    private static IEnumerable<(int Row, int Column, bool Level)> Rim(int top, int left, int bottom, int right)
    {
        for (var row = top; row <= bottom; row++)
            for (var column = left; column <= right; column += row == top || row == bottom || left == right ? 1 : right - left)
                yield return (row, column, row == top || row == bottom);
    }

    private static bool IsOn(int[] dashes, int along)
    {
        along %= dashes.Sum();
        var k = 0;
        for (; along >= dashes[k]; k++)
            along -= dashes[k];
        return k % 2 == 0;
    }

    private static void Set(RgbImage image, int row, int column, Rgb? ink)
    {
        if ((uint)row >= (uint)image.Rows || (uint)column >= (uint)image.Columns)
            return;
        var pixel = image.Pixels.AsSpan(3 * (row * image.Columns + column), 3);
        if (ink is { } color)
            (pixel[0], pixel[1], pixel[2]) = (color.Red, color.Green, color.Blue);
        else
            foreach (ref var value in pixel)
                value = (byte)(value * (1 - Shade));
    }

    private static int Whole(double edge, int most) => (int)Math.Clamp(Math.Round(edge), -1, most + 1);

    private static ObjectBox Enlarged(ObjectBox box, int zoom) => new(box.Class, box.Left * zoom, box.Top * zoom, box.Right * zoom, box.Bottom * zoom);

    private static RgbImage Enlarged(RgbImage image, int zoom)
    {
        var large = new RgbImage(image.Rows * zoom, image.Columns * zoom);
        Pixels.Place(image, large, 0, 0, zoom);
        return large;
    }

    private static string Listed(string what, IEnumerable<string> boxes) => boxes.ToArray() is { Length: > 0 } names ? $"{what}: {string.Join(", ", names)}" : $"{what}: nothing";
}
