namespace Workbook.Codecs.Geometry;

/// <content>Colours of the corners, linear over every triangle.</content>
public static partial class TriangleRaster
{
    /// <summary>Largest magnitude of a corner's value.</summary>
    public const int LargestVertexValue = 1 << 20;

    /// <summary>Paints every triangle with the linear mixture of its corners' colours, rounded to the nearest, halves up.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="colors">One colour a point of the mesh.</param>
    /// <param name="target">An image of the mesh's size. Pixels without owner stay as they are.</param>
    /// <exception cref="ArgumentException">The sizes or the number of colours differ.</exception>
    public static void Interpolate(Mesh mesh, ReadOnlySpan<Rgb> colors, RgbImage target)
    {
        var values = new int[3 * colors.Length];
        for (int i = 0; i < colors.Length; i++)
            (values[3 * i], values[3 * i + 1], values[3 * i + 2]) = (colors[i].Red, colors[i].Green, colors[i].Blue);
        Interpolate(mesh, values, 0, target);
    }

    /// <summary>Paints every triangle with the linear mixture of its corners' values, rounded to the nearest, halves up, and cut
    /// to 0 to 255.</summary>
    /// <remarks>Values may lie outside 0 to 255, as those of a decoded YCbCr corner do. Exact everywhere: the mixture is computed in
    /// integers without rounding in between (test: Interpolate_equals_rational_arithmetic).</remarks>
    /// <param name="mesh">The mesh.</param>
    /// <param name="values">Red, green and blue of every point, in units of 2^-fractionBits. Length 3 * points, within
    /// +-<see cref="LargestVertexValue"/>.</param>
    /// <param name="fractionBits">Fraction bits of the values, 0 to 16.</param>
    /// <param name="target">An image of the mesh's size. Pixels without owner stay as they are.</param>
    /// <exception cref="ArgumentException">The sizes, the number of values or their range differ.</exception>
    public static void Interpolate(Mesh mesh, ReadOnlySpan<int> values, int fractionBits, RgbImage target)
    {
        CheckSize(mesh, target.Rows, target.Columns);
        CheckValues(mesh, values, fractionBits);
        foreach (var triangle in mesh.Triangles)
        {
            var frame = Frame(mesh, triangle);
            if (frame.IsSmall)
                PaintSmall(mesh, triangle, frame, values, fractionBits, target.Pixels);
            else
                PaintLarge(mesh, triangle, frame, values, fractionBits, target.Pixels);
        }
    }

    private static PlaneFrame Frame(Mesh mesh, Triangle triangle) =>
        new(mesh.Points[triangle.A], mesh.Points[triangle.B], mesh.Points[triangle.C]);

    private static void CheckValues(Mesh mesh, ReadOnlySpan<int> values, int fractionBits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)fractionBits, 16u, nameof(fractionBits));
        if (values.Length != 3 * mesh.Points.Length)
            throw new ArgumentException($"{values.Length} values for {mesh.Points.Length} points; three each are needed", nameof(values));
        if (values.ContainsAnyExceptInRange(-LargestVertexValue, LargestVertexValue))
            throw new ArgumentException($"a value lies outside +-{LargestVertexValue}", nameof(values));
    }

    private static void PaintSmall(Mesh mesh, Triangle triangle, in PlaneFrame frame, ReadOnlySpan<int> values, int fractionBits, byte[] pixels)
    {
        var a = values.Slice(3 * triangle.A, 3);
        var b = values.Slice(3 * triangle.B, 3);
        var c = values.Slice(3 * triangle.C, 3);
        var red = new ColorPlane(frame, a[0], b[0], c[0], fractionBits);
        var green = new ColorPlane(frame, a[1], b[1], c[1], fractionBits);
        var blue = new ColorPlane(frame, a[2], b[2], c[2], fractionBits);
        // A mixture of values within 0 to 255 stays there.
        int top = 255 << fractionBits;
        bool inside = !a.ContainsAnyExceptInRange(0, top) && !b.ContainsAnyExceptInRange(0, top) && !c.ContainsAnyExceptInRange(0, top);
        for (var spans = new SpanWalker(mesh, triangle); spans.MoveNext();)
        {
            var run = pixels.AsSpan(3 * (spans.Row * mesh.Columns + spans.Start), 3 * (spans.End - spans.Start));
            int down = spans.Row - frame.Origin.Row, right = spans.Start - frame.Origin.Column;
            if (inside)
                Run(run, red.At(down, right), green.At(down, right), blue.At(down, right), red.Right, green.Right, blue.Right, 32 + fractionBits);
            else
                RunCut(run, red.At(down, right), green.At(down, right), blue.At(down, right), red.Right, green.Right, blue.Right, 32 + fractionBits);
        }
    }

    private static void Run(Span<byte> run, long red, long green, long blue, long redStep, long greenStep, long blueStep, int shift)
    {
        for (; run.Length >= 3; run = run[3..])
        {
            (run[0], run[1], run[2]) = ((byte)(red >> shift), (byte)(green >> shift), (byte)(blue >> shift));
            (red, green, blue) = (red + redStep, green + greenStep, blue + blueStep);
        }
    }

    private static void RunCut(Span<byte> run, long red, long green, long blue, long redStep, long greenStep, long blueStep, int shift)
    {
        for (; run.Length >= 3; run = run[3..])
        {
            (run[0], run[1], run[2]) = (Cut(red >> shift), Cut(green >> shift), Cut(blue >> shift));
            (red, green, blue) = (red + redStep, green + greenStep, blue + blueStep);
        }
    }

    private static byte Cut(long value) => (byte)Math.Clamp(value, 0, 255);

    /// <summary>The same by one division a value, for triangles whose area leaves no room for 32 fraction bits.</summary>
    private static void PaintLarge(Mesh mesh, Triangle triangle, in PlaneFrame frame, ReadOnlySpan<int> values, int fractionBits, byte[] pixels)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            int a = values[3 * triangle.A + channel];
            var (down, right) = frame.Slopes(a, values[3 * triangle.B + channel], values[3 * triangle.C + channel]);
            for (var spans = new SpanWalker(mesh, triangle); spans.MoveNext();)
            {
                long sum = a * frame.Area + down * (spans.Row - frame.Origin.Row) + right * (spans.Start - frame.Origin.Column);
                for (int column = spans.Start; column < spans.End; column++, sum += right)
                    pixels[3 * (spans.Row * mesh.Columns + column) + channel] =
                        Cut(RoundedDown(2 * sum + (frame.Area << fractionBits), 2 * frame.Area) >> fractionBits);
            }
        }
    }

    private static long RoundedDown(long numerator, long denominator)
    {
        var (quotient, rest) = Math.DivRem(numerator, denominator);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
