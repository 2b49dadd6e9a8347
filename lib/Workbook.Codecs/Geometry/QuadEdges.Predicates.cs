namespace Workbook.Codecs.Geometry;

/// <content>The two questions that decide everything, answered in exact integers.</content>
internal sealed partial class QuadEdges
{
    /// <summary>Largest extent for which the in-circle sum, below 3 * 2^58, stays within 64 bits.</summary>
    private const int NarrowExtent = 16384;

    private static int RowOf(uint key) => (int)(key >> 16);

    private static int ColumnOf(uint key) => (int)(key & 0xFFFF);

    /// <summary>Twice the area of the triangle, positive where a, b, c turn left (row as first coordinate).</summary>
    internal static long Cross(uint a, uint b, uint c) =>
        (long)(RowOf(b) - RowOf(a)) * (ColumnOf(c) - ColumnOf(a)) - (long)(ColumnOf(b) - ColumnOf(a)) * (RowOf(c) - RowOf(a));

    private long Turn(int a, int b, int c) => Cross(_keys[a], _keys[b], _keys[c]);

    private bool InCircle(int a, int b, int c, int d) => InCircle(_keys[a], _keys[b], _keys[c], _keys[d], _wide);

    /// <summary>Whether d lies inside the circle through a, b, c, which turn left. Never undecided.</summary>
    /// <remarks>The sign of | ar ac ar^2+ac^2 ; br bc br^2+bc^2 ; cr cc cr^2+cc^2 | relative to d.</remarks>
    internal static bool InCircle(uint a, uint b, uint c, uint d, bool wide)
    {
        int row = RowOf(d), column = ColumnOf(d);
        long ar = RowOf(a) - row, ac = ColumnOf(a) - column;
        long br = RowOf(b) - row, bc = ColumnOf(b) - column;
        long cr = RowOf(c) - row, cc = ColumnOf(c) - column;
        long sa = ar * ar + ac * ac, sb = br * br + bc * bc, sc = cr * cr + cc * cc;
        long ta = br * cc - bc * cr, tb = cr * ac - cc * ar, tc = ar * bc - ac * br;
        long sum = wide
            ? Int128.Sign((Int128)sa * ta + (Int128)sb * tb + (Int128)sc * tc)
            : sa * ta + sb * tb + sc * tc;
        return sum != 0 ? sum > 0 : PulledIn(a, b, c, d, ta, tb, tc);
    }

    /// <summary>Decides for four points on one circle.</summary>
    /// <remarks>The points are lifted to row^2 + column^2 and the smallest of the four is pulled down by an infinitesimal amount.
    /// If that is d, it falls inside. If it is another, the plane through a, b, c sinks under d where d lies on that corner's side
    /// of the opposite edge, and rises where it lies beyond.</remarks>
    private static bool PulledIn(uint a, uint b, uint c, uint d, long turnA, long turnB, long turnC)
    {
        if (d == a || d == b || d == c)
            return false;
        if (d < a && d < b && d < c)
            return true;
        return (a < b ? a < c ? turnA : turnC : b < c ? turnB : turnC) < 0;
    }
}
