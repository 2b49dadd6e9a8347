using Workbook.Codecs;
using Workbook.Learning.Networks;

namespace Workbook.Learning.Tasks;

/// <summary>How far images are enlarged, shrunk and shifted at random before a detector learns from them.</summary>
/// <remarks>They are never mirrored: a mirrored left lung would look like a right one. What lies beyond an image is its outermost row or column; enlarging and
/// shrinking interpolate between pixels (bilinear). An object that loses three quarters of its area beyond the edge is left out.</remarks>
/// <param name="Scale">The largest enlargement less 1: 0.2 draws factors from 1 / 1.2 to 1.2, as often above 1 as below.</param>
/// <param name="Shift">The largest shift in either direction, a share of the side.</param>
public sealed record BoxJitter(double Scale, double Shift)
{
    private const double LeastKept = 0.25;

    /// <summary>Images as they are.</summary>
    public static readonly BoxJitter None = new(0, 0);

    /// <summary>A fifth larger or smaller, shifted by up to a tenth.</summary>
    public static readonly BoxJitter Usual = new(0.2, 0.1);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        if (!(Scale is >= 0 and <= 3 && Shift is >= 0 and <= 1))
            throw new ArgumentException($"Scale is {Scale} and Shift {Shift}; they must be 0 to 3 and 0 to 1");
    }

    /// <summary>Draws one way to place an image and writes it so.</summary>
    /// <param name="image">Left as it is.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="random">Decides.</param>
    /// <param name="planes">Gets red, green and blue of the whole image in [0, 1].</param>
    /// <returns>The objects where they are then.</returns>
    internal IReadOnlyList<ObjectBox> Place(RgbImage image, IReadOnlyList<ObjectBox> objects, SeededRandom random, Span<float> planes)
    {
        if (this == None)
        {
            ImageTensor.Write(image, 0, 0, image.Columns, mirrored: false, planes);
            return objects;
        }
        double Draw() => 2 * random.NextDouble() - 1;
        var scale = Math.Pow(1 + Scale, Draw());
        var across = new Line(scale, (Draw() * Shift + (1 - scale) / 2) * image.Columns);
        var down = new Line(scale, (Draw() * Shift + (1 - scale) / 2) * image.Rows);
        Write(image, across, down, planes);
        return [.. objects.Select(box => (Box: box, Moved: Move(box, across, down), Area: box.Area * scale * scale))
            .Select(moved => (moved.Box, Kept: Detection.BoxCoding.Clip(moved.Moved, image.Rows, image.Columns), moved.Area))
            .Where(moved => moved.Kept.Area > LeastKept * moved.Area).Select(moved => moved.Kept)];
    }

    private static ObjectBox Move(ObjectBox box, Line across, Line down) => box with
    {
        Left = across.To(box.Left),
        Right = across.To(box.Right),
        Top = down.To(box.Top),
        Bottom = down.To(box.Bottom),
    };

    private static void Write(RgbImage image, Line across, Line down, Span<float> planes)
    {
        var columns = Enumerable.Range(0, image.Columns).Select(column => across.Between(column, image.Columns)).ToArray();
        for (var row = 0; row < image.Rows; row++)
        {
            var (above, below, lower) = down.Between(row, image.Rows);
            for (var column = 0; column < columns.Length; column++)
            {
                var (left, right, farther) = columns[column];
                for (var channel = 0; channel < 3; channel++)
                {
                    float At(int y, int x) => image.Pixels[3 * (y * image.Columns + x) + channel];
                    var (upper, under) = (At(above, left) + farther * (At(above, right) - At(above, left)), At(below, left) + farther * (At(below, right) - At(below, left)));
                    planes[channel * image.PixelCount + row * columns.Length + column] = (upper + lower * (under - upper)) / 255;
                }
            }
        }
    }

    /// <summary>Where edges of an image go: scale x + shift.</summary>
    private readonly record struct Line(double Scale, double Shift)
    {
        internal double To(double edge) => Scale * edge + Shift;

        /// <summary>The two pixels whose mean a pixel of the new image is, and the weight of the second.</summary>
        internal (int First, int Second, float Weight) Between(int pixel, int count)
        {
            var at = Math.Clamp((pixel + 0.5 - Shift) / Scale - 0.5, 0, count - 1);
            return ((int)at, Math.Min((int)at + 1, count - 1), (float)(at - (int)at));
        }
    }
}
