using Workbook.Codecs;
using Workbook.Codecs.Geometry;

namespace Workbook.Tests.Codecs.Geometry;

/// <summary>Point sets that are hard to triangulate, each the same in every run.</summary>
internal static class PointSets
{
    internal static IEnumerable<(string Name, GridPoint[] Points, int Rows, int Columns)> All()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            yield return ($"duplicates {seed}", Random(seed, 60, 9, 8), 9, 8);
            yield return ($"scattered {seed}", Random(seed, 40, 300, 200), 300, 200);
        }
        for (ulong seed = 1; seed <= 6; seed++)
            yield return ($"big {seed}", [.. Random(seed, 30, 65536, 65536), new(0, 0), new(65535, 65535), new(0, 65535)], 65536, 65536);
        yield return ("big grid", GridSpray.Points(65536, 65536, 13107, covered: true), 65536, 65536);
        yield return ("grid", GridSpray.Points(23, 31, 3, covered: true), 23, 31);
        yield return ("full grid", GridSpray.Points(9, 7, 1, covered: false), 9, 7);
        yield return ("circle", Circle(25, 32), 65, 65);
        yield return ("fan on a line", [new(0, 0), new(0, 3), new(0, 7), new(0, 8), new(5, 4)], 9, 9);
        yield return ("two points off a line", [new(0, 4), new(4, 0), new(4, 2), new(4, 4), new(4, 8), new(8, 4)], 9, 9);
    }

    internal static GridPoint[] Random(ulong seed, int count, int rows, int columns)
    {
        var random = new SeededRandom(seed);
        var points = new GridPoint[count];
        for (int i = 0; i < count; i++)
            points[i] = new(random.Next(rows), random.Next(columns));
        return points;
    }

    /// <summary>All grid points at one distance (25 has twenty) around a centre.</summary>
    private static GridPoint[] Circle(int radius, int centre) =>
        [.. from r in Enumerable.Range(-radius, 2 * radius + 1)
            from c in Enumerable.Range(-radius, 2 * radius + 1)
            where r * r + c * c == radius * radius
            select new GridPoint(centre + r, centre + c)];
}
