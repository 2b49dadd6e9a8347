using Workbook.Codecs;
using Workbook.Results.Figures;

namespace Workbook.Tests.Results.Figures;

/// <summary>One chart of every kind, odd values included.</summary>
internal static class ChartSamples
{
    public static IEnumerable<Chart> All =>
    [
        Chart.Line(("a", [(1, 2), (3, 4)]), ("b", [(1.5, 2), (3, double.NaN)])).Level(3, "source"),
        Chart.Line(Series.Of("a", [0.01, 0.1, 1], [97, 98, 99], yError: [0.4, 0.3, 0.2])).X("bits per pixel", log: true).Y("accuracy", "%"),
        Chart.Scatter([1], [1]),
        Chart.Line(Array.Empty<double>()),
        Chart.Bar(("a", 1), ("b", -2)),
        Chart.Bar(("a", 1, 0.1), ("b", 2, 0.2)),
        Chart.Bar(["a", "a long label", "b"], ("one", [1, 2, 3]), ("two", [3, double.NaN, 1])),
        Chart.Box(("a", [1, 2, 3, 9]), ("b", [4])),
        Chart.Histogram([1, 2, 2, 3]),
        Chart.Histogram([("a", [1, 2]), ("b", [2, 3])], 3),
        Chart.HeatMap(new double[,] { { 1, double.NaN }, { 3, 4 } }, ["r1", "r2"], ["c1", "c2"], "gain", "dB"),
        Chart.HeatMap(new double[50, 60]),
        Chart.ColorCube(new Rgb(1, 2, 3), new Rgb(250, 200, 100)),
    ];
}
