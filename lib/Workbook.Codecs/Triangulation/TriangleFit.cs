using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Triangulation;

/// <summary>How far the linear mixture of three corners' colours is from a triangle's pixels, as a quadratic form of these colours.</summary>
/// <remarks>Squared error = squares - 2 sum(b_i x_i) + sum(H_ij x_i x_j), with H_ij the sum over pixels of the corners' weights w_i w_j and b_i that of w_i
/// times the pixel. Made of a few sums a row: cheap, and kept while colours change.</remarks>
internal sealed class TriangleFit
{
    private readonly double aa, ab, ac, bb, bc, cc, squares;
    private readonly Tone a, b, c;

    private TriangleFit(in Moments m, in Weight wa, in Weight wb, in Weight wc)
    {
        (aa, ab, ac, bb, bc, cc) = (m.Product(wa, wa), m.Product(wa, wb), m.Product(wa, wc), m.Product(wb, wb), m.Product(wb, wc), m.Product(wc, wc));
        (a, b, c, squares) = (m.Pixels(wa), m.Pixels(wb), m.Pixels(wc), m.Squares);
    }

    /// <summary>The form of a triangle with corners in canonical order: the smallest first, then to the left; (A, B, B) is a segment.</summary>
    internal static TriangleFit Of(RowSums sums, Mesh mesh, GridPoint a, GridPoint b, GridPoint c)
    {
        var moments = new Moments(a);
        for (var spans = new SpanWalker(a, b, c, mesh.Rows, mesh.Columns); spans.MoveNext();)
            moments.Add(sums, spans.Row, spans.Start, spans.End);
        var (wb, wc) = Weights(b.Row - a.Row, b.Column - a.Column, c.Row - a.Row, c.Column - a.Column);
        return new(moments, new(1 - wb.Constant - wc.Constant, -wb.Down - wc.Down, -wb.Right - wc.Right), wb, wc);
    }

    internal double Error(Tone x, Tone y, Tone z) => squares - 2 * (a.Dot(x) + b.Dot(y) + c.Dot(z))
        + aa * x.Dot(x) + bb * y.Dot(y) + cc * z.Dot(z) + 2 * (ab * x.Dot(y) + ac * x.Dot(z) + bc * y.Dot(z));

    /// <summary>What the triangle asks of one corner, the others being as they are: its error is weight |x|^2 - 2 wish x and what does not depend on x.</summary>
    /// <param name="corner">0, 1 or 2.</param>
    /// <param name="x">Colour of corner 0.</param>
    /// <param name="y">Colour of corner 1.</param>
    /// <param name="z">Colour of corner 2.</param>
    internal (double Weight, Tone Wish) Ask(int corner, Tone x, Tone y, Tone z) => corner switch
    {
        0 => (aa, a - ab * y - ac * z),
        1 => (bb, b - ab * x - bc * z),
        _ => (cc, c - ac * x - bc * y),
    };

    /// <summary>The corners' weights at a pixel so far from A.</summary>
    private static (Weight B, Weight C) Weights(int downB, int rightB, int downC, int rightC)
    {
        if (downB == downC && rightB == rightC) // a segment of an image of one row or column; a single point has the weight of A alone
            return (downB + rightB == 0 ? default : rightB != 0 ? new(0, 0, 1.0 / rightB) : new(0, 1.0 / downB, 0), default);
        var area = (double)downB * rightC - (double)rightB * downC;
        return (new(0, rightC / area, -downC / area), new(0, -rightB / area, downB / area));
    }

    private readonly record struct Weight(double Constant, double Down, double Right);

    /// <summary>Sums over a triangle's pixels of 1, rows and columns from its first corner, their products, and the pixels times these.</summary>
    private struct Moments(GridPoint origin)
    {
        private double count, down, right, downDown, downRight, rightRight;
        private Tone pixels, pixelsDown, pixelsRight;

        internal double Squares { get; private set; }

        internal void Add(RowSums sums, int row, int start, int end)
        {
            var from = sums.Before(row, start);
            var to = sums.Before(row, end);
            double n = end - start, r = row - origin.Row, first = start - origin.Column, last = first + n - 1;
            var across = n * (first + last) / 2;
            (count, down, right, downDown, downRight) = (count + n, down + n * r, right + across, downDown + n * r * r, downRight + r * across);
            rightRight += n * (first * first + last * last + first * last) / 3 + (last - first) * n / 6; // sum of k^2 from first to last
            var level = new Tone(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
            var moment = new Tone(to[RowSums.RedMoment] - from[RowSums.RedMoment], to[RowSums.RedMoment + 1] - from[RowSums.RedMoment + 1], to[RowSums.RedMoment + 2] - from[RowSums.RedMoment + 2]);
            (pixels, pixelsDown, pixelsRight) = (pixels + level, pixelsDown + r * level, pixelsRight + moment - origin.Column * level);
            Squares += to[RowSums.Squares] - from[RowSums.Squares];
        }

        internal readonly double Product(in Weight v, in Weight w) => v.Constant * w.Constant * count + (v.Constant * w.Down + v.Down * w.Constant) * down
            + (v.Constant * w.Right + v.Right * w.Constant) * right + v.Down * w.Down * downDown + (v.Down * w.Right + v.Right * w.Down) * downRight + v.Right * w.Right * rightRight;

        internal readonly Tone Pixels(in Weight w) => w.Constant * pixels + w.Down * pixelsDown + w.Right * pixelsRight;
    }
}
