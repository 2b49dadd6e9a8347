using System.Numerics;
using Workbook.Codecs;

namespace Workbook.Results.Figures;

public sealed partial class Chart
{
    /// <summary>Lines through points, with markers where there are few.</summary>
    /// <param name="series">Series; a pair of a name and points will do.</param>
    /// <returns>The chart.</returns>
    public static Chart Line(params IEnumerable<Series> series) => OfPoints(series, lines: true);

    /// <summary>One line through points.</summary>
    /// <param name="x">Positions along the horizontal axis.</param>
    /// <param name="y">Positions along the vertical axis.</param>
    /// <param name="name">Text in the legend; empty for none.</param>
    /// <typeparam name="TX">Type of the horizontal numbers.</typeparam>
    /// <typeparam name="TY">Type of the vertical numbers.</typeparam>
    /// <returns>The chart.</returns>
    public static Chart Line<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string name = "") where TX : INumber<TX> where TY : INumber<TY>
        => Line(Series.Of(name, x, y));

    /// <summary>One line through values at 0, 1, 2, ...</summary>
    /// <param name="values">Positions along the vertical axis.</param>
    /// <param name="name">Text in the legend; empty for none.</param>
    /// <typeparam name="T">Type of the numbers.</typeparam>
    /// <returns>The chart.</returns>
    public static Chart Line<T>(IEnumerable<T> values, string name = "") where T : INumber<T> => Line(Series.OverIndex(name, values));

    /// <summary>Points without lines.</summary>
    /// <param name="series">Series; a pair of a name and points will do.</param>
    /// <returns>The chart.</returns>
    public static Chart Scatter(params IEnumerable<Series> series) => OfPoints(series, lines: false);

    /// <summary>One set of points without lines.</summary>
    /// <param name="x">Positions along the horizontal axis.</param>
    /// <param name="y">Positions along the vertical axis.</param>
    /// <param name="name">Text in the legend; empty for none.</param>
    /// <typeparam name="TX">Type of the horizontal numbers.</typeparam>
    /// <typeparam name="TY">Type of the vertical numbers.</typeparam>
    /// <returns>The chart.</returns>
    public static Chart Scatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string name = "") where TX : INumber<TX> where TY : INumber<TY>
        => Scatter(Series.Of(name, x, y));

    /// <summary>One bar a label.</summary>
    /// <param name="bars">Label and value of each bar.</param>
    /// <returns>The chart.</returns>
    public static Chart Bar(params IEnumerable<(string Label, double Value)> bars)
    {
        var list = bars.ToArray();
        return new(new ChartDescription([new BarTrace("", Array.ConvertAll(list, b => b.Label), Array.ConvertAll(list, b => b.Value), null)]));
    }

    /// <summary>Groups of bars: one group a label, one bar a series in it.</summary>
    /// <param name="labels">Label of each group.</param>
    /// <param name="series">Name and values of each series, one value a label.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">A series has another number of values than there are labels.</exception>
    public static Chart Bar(IEnumerable<string> labels, params IEnumerable<(string Name, IEnumerable<double> Values)> series)
    {
        var names = labels.ToArray();
        return new(new ChartDescription([.. series.Select(s => Bars(s.Name, names, [.. s.Values], null))]));
    }

    /// <summary>One bar a label with an error bar on top.</summary>
    /// <param name="bars">Label, value and half length of the error bar of each bar.</param>
    /// <returns>The chart.</returns>
    public static Chart Bar(params IEnumerable<(string Label, double Value, double Error)> bars)
    {
        var list = bars.ToArray();
        return new(new ChartDescription([new BarTrace("", Array.ConvertAll(list, b => b.Label), Array.ConvertAll(list, b => b.Value), Array.ConvertAll(list, b => b.Error))]));
    }

    /// <summary>Box plots of ready statistics, side by side.</summary>
    /// <param name="boxes">Statistics of each box.</param>
    /// <returns>The chart.</returns>
    public static Chart Box(params IEnumerable<Box> boxes)
    {
        var list = boxes.ToArray();
        return new(new ChartDescription([new BoxTrace(Array.ConvertAll(list, b => b.Name), list)]));
    }

    /// <summary>Box plots of samples, side by side: quartiles, whiskers to the last sample within 1.5 box heights, outliers, mean.</summary>
    /// <param name="samples">Name and samples of each box.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">A box has no samples.</exception>
    public static Chart Box(params IEnumerable<(string Name, IEnumerable<double> Samples)> samples) =>
        Box(samples.Select(s => Figures.Box.Of(s.Name, s.Samples)));

    /// <summary>How often values occur.</summary>
    /// <param name="values">Values; NaN and infinities are left out.</param>
    /// <param name="bins">Number of equally wide bins; 0 chooses by the rule of Freedman and Diaconis.</param>
    /// <typeparam name="T">Type of the numbers.</typeparam>
    /// <returns>The chart.</returns>
    public static Chart Histogram<T>(IEnumerable<T> values, int bins = 0) where T : INumber<T> =>
        new(new ChartDescription([.. Bins.Count([("", Series.Numbers(values))], bins)]) { Y = new Axis("count") });

    /// <summary>How often values occur, several sets over one another with the same bins.</summary>
    /// <param name="sets">Name and values of each set.</param>
    /// <param name="bins">Number of equally wide bins; 0 chooses by the rule of Freedman and Diaconis.</param>
    /// <returns>The chart.</returns>
    public static Chart Histogram(IEnumerable<(string Name, IEnumerable<double> Values)> sets, int bins = 0) =>
        new(new ChartDescription([.. Bins.Count([.. sets.Select(s => (s.Name, s.Values.ToArray()))], bins)]) { Y = new Axis("count") });

    /// <summary>A grid of values as colours, row 0 at the top; small grids also show the numbers.</summary>
    /// <param name="values">Values [rows, columns]; NaN stays grey.</param>
    /// <param name="rows">Name of each row; null numbers them.</param>
    /// <param name="columns">Name of each column; null numbers them.</param>
    /// <param name="name">What the colour measures.</param>
    /// <param name="unit">Unit of the colour, or null.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The grid is empty, or there are not as many names as rows or columns.</exception>
    public static Chart HeatMap(double[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, string name = "", string? unit = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (rowNames, columnNames) = (rows?.ToArray(), columns?.ToArray());
        if (values.Length == 0 || (rowNames ?? new string[values.GetLength(0)]).Length != values.GetLength(0) || (columnNames ?? new string[values.GetLength(1)]).Length != values.GetLength(1))
            throw new ArgumentException($"the grid is {values.GetLength(0)} x {values.GetLength(1)} with {rowNames?.Length.ToString() ?? "no"} row and {columnNames?.Length.ToString() ?? "no"} column names; it must hold a value, and names must match", nameof(values));
        return new(new ChartDescription([new HeatTrace((double[,])values.Clone(), rowNames, columnNames, new Axis(name, unit))]));
    }

    /// <summary>Colours as balls in the RGB cube; it can be turned where plotly.js is at hand.</summary>
    /// <param name="colors">Colours, all of the same size.</param>
    /// <returns>The chart.</returns>
    public static Chart ColorCube(params IEnumerable<Rgb> colors) => ColorCube(colors.Select(c => (c, 1.0)));

    /// <summary>Colours as balls in the RGB cube; a ball's volume follows the weight.</summary>
    /// <param name="colors">Each colour and its weight, such as its share of the pixels.</param>
    /// <returns>The chart.</returns>
    public static Chart ColorCube(IEnumerable<(Rgb Color, double Weight)> colors)
    {
        var list = colors.ToArray();
        return new(new ChartDescription([new CloudTrace(Array.ConvertAll(list, c => c.Color), Array.ConvertAll(list, c => c.Weight))]) { Width = 480, Height = 440 });
    }

    private static Chart OfPoints(IEnumerable<Series> series, bool lines) =>
        new(new ChartDescription([.. series.Select(s => new PointTrace(s.Checked(), lines))]));

    private static BarTrace Bars(string name, string[] labels, double[] values, double[]? errors) => labels.Length == values.Length
        ? new BarTrace(name, labels, values, errors)
        : throw new ArgumentException($"series '{name}' has {values.Length} values for {labels.Length} labels; give one value a label");
}
