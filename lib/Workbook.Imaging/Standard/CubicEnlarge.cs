using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>Makes an image larger by a whole factor with the cubic of Catmull and Rom, first along rows, then along columns.</summary>
/// <remarks>
/// Old pixel i lies at factor * i + (factor - 1) / 2, the middle of the square that <see cref="AreaShrink"/> averaged. Pixels beyond the
/// edge repeat the last one. With t = odd / (2 factor) the four weights are whole numbers over 2 (2 factor)^3, so the result is exact on
/// every machine. Between the two passes values keep 4 bits after the point.
/// </remarks>
internal static class CubicEnlarge
{
    private const int FractionBits = 4;

    internal static RgbImage Apply(RgbImage small, int factor, int rows, int columns)
    {
        var (weights, shift) = Weights(factor);
        var wide = new short[3 * columns * small.Rows];
        for (var row = 0; row < small.Rows; row++)
        {
            var narrow = small.Pixels.AsSpan(3 * row * small.Columns, 3 * small.Columns);
            Widen(narrow, wide.AsSpan(3 * row * columns, 3 * columns), weights, shift - FractionBits);
        }
        var large = new RgbImage(rows, columns);
        for (var row = 0; row < rows; row++)
            Blend(wide, large.Pixels.AsSpan(3 * row * columns, 3 * columns), row, small.Rows, weights, shift + FractionBits);
        return large;
    }

    // For each of the factor places inside a square: four weights for the pixels from Start on, relative to the square's own.
    private static (Phase[] Phases, int Shift) Weights(int factor)
    {
        var one = 2 * factor;
        var phases = new Phase[factor];
        for (var place = 0; place < factor; place++)
        {
            var offset = 2 * place + 1 - factor; // in units of 1 / (2 factor), from the middle of the square
            var t = offset < 0 ? offset + one : offset;
            var (t2, t3) = (t * t, t * t * t);
            phases[place] = new Phase(offset < 0 ? -2 : -1,
                -t3 + 2 * t2 * one - t * one * one,
                3 * t3 - 5 * t2 * one + 2 * one * one * one,
                -3 * t3 + 4 * t2 * one + t * one * one,
                t3 - t2 * one);
        }
        return (phases, 1 + 3 * int.Log2(one));
    }

    private static void Widen(ReadOnlySpan<byte> row, Span<short> wide, Phase[] phases, int shift)
    {
        var last = row.Length / 3 - 1;
        for (int column = 0, at = 0; at < wide.Length; column++, at += 3)
        {
            var phase = phases[column % phases.Length];
            var first = column / phases.Length + phase.Start;
            var (a, b) = (3 * Math.Clamp(first, 0, last), 3 * Math.Clamp(first + 1, 0, last));
            var (c, d) = (3 * Math.Clamp(first + 2, 0, last), 3 * Math.Clamp(first + 3, 0, last));
            for (var k = 0; k < 3; k++)
                wide[at + k] = (short)Sum(phase, row[a + k], row[b + k], row[c + k], row[d + k], shift);
        }
    }

    private static void Blend(ReadOnlySpan<short> wide, Span<byte> target, int row, int smallRows, Phase[] phases, int shift)
    {
        var phase = phases[row % phases.Length];
        var first = row / phases.Length + phase.Start;
        var a = Line(wide, first, smallRows, target.Length);
        var b = Line(wide, first + 1, smallRows, target.Length);
        var c = Line(wide, first + 2, smallRows, target.Length);
        var d = Line(wide, first + 3, smallRows, target.Length);
        for (var i = 0; i < target.Length; i++)
            target[i] = (byte)Math.Clamp(Sum(phase, a[i], b[i], c[i], d[i], shift), 0, 255);
    }

    private static int Sum(Phase phase, int a, int b, int c, int d, int shift) =>
        (phase.A * a + phase.B * b + phase.C * c + phase.D * d + (1 << (shift - 1))) >> shift;

    private static ReadOnlySpan<short> Line(ReadOnlySpan<short> wide, int row, int rows, int length) =>
        wide.Slice(Math.Clamp(row, 0, rows - 1) * length, length);

    private readonly record struct Phase(int Start, int A, int B, int C, int D);
}
