using System.Text;
using Workbook.Codecs;
using Workbook.Results.Figures.Plotly;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Figures;

/// <summary>A chart with axes: line, scatter, bar, box, histogram, heat map or colour cube.</summary>
/// <remarks>Made by one of the factory methods, then refined by calls that each give a changed copy:
/// <c>Chart.Line(series).X("bits per pixel").Y("accuracy", "%").Caption("up and left is better")</c>.</remarks>
[TypeFormatterSource(typeof(FigureFormatters))]
public sealed partial class Chart : Figure
{
    private Chart(ChartDescription description) => Description = description;

    internal ChartDescription Description { get; }

    /// <summary>Sets the title above the chart.</summary>
    /// <param name="text">Title; plain text.</param>
    /// <returns>The changed chart.</returns>
    public Chart Title(string text) => new(Description with { Title = text });

    /// <summary>Sets the line below the chart: what is shown, how many, and which direction is better.</summary>
    /// <param name="text">Caption; plain text.</param>
    /// <returns>The changed chart.</returns>
    public Chart Caption(string text) => new(Description with { Caption = text });

    /// <summary>Names and scales the horizontal axis.</summary>
    /// <param name="name">What it measures.</param>
    /// <param name="unit">Unit, or null where the name says it all.</param>
    /// <param name="log">Whether equal factors are equally long.</param>
    /// <param name="from">First value shown; null: chosen from the data.</param>
    /// <param name="to">Last value shown; null: chosen from the data.</param>
    /// <returns>The changed chart.</returns>
    public Chart X(string name, string? unit = null, bool log = false, double? from = null, double? to = null) =>
        new(Description with { X = new Axis(name, unit) { Log = log, From = from, To = to } });

    /// <summary>Names and scales the vertical axis.</summary>
    /// <param name="name">What it measures.</param>
    /// <param name="unit">Unit, or null where the name says it all.</param>
    /// <param name="log">Whether equal factors are equally long.</param>
    /// <param name="from">First value shown; null: chosen from the data.</param>
    /// <param name="to">Last value shown; null: chosen from the data.</param>
    /// <returns>The changed chart.</returns>
    public Chart Y(string name, string? unit = null, bool log = false, double? from = null, double? to = null) =>
        new(Description with { Y = new Axis(name, unit) { Log = log, From = from, To = to } });

    /// <summary>Sets the size of the picture, without the caption.</summary>
    /// <param name="width">Width in pixels, 200 to 4000.</param>
    /// <param name="height">Height in pixels, 150 to 4000.</param>
    /// <returns>The changed chart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range.</exception>
    public Chart Size(int width, int height)
    {
        if (width is < 200 or > 4000 || height is < 150 or > 4000)
            throw new ArgumentOutOfRangeException(nameof(width), $"the chart would be {width} x {height} pixels; 200 to 4000 wide and 150 to 4000 high is allowed");
        return new(Description with { Width = width, Height = height });
    }

    /// <summary>Sets the colours of the series, or of the bars of a single series.</summary>
    /// <param name="colors">Colours, used in turn.</param>
    /// <returns>The changed chart.</returns>
    public Chart Colors(params IEnumerable<Rgb> colors) => new(Description with { Colors = [.. colors.Select(Palette.Hex)] });

    /// <summary>Adds a horizontal reference line, such as the accuracy on source images; its name stands right of the plot.</summary>
    /// <param name="value">Place on the vertical axis.</param>
    /// <param name="name">Name of the line.</param>
    /// <returns>The changed chart.</returns>
    public Chart Level(double value, string name) => new(Description with { Levels = [.. Description.Levels, (value, name)] });

    /// <summary>Lays another chart's data over this one; axes, title and caption stay.</summary>
    /// <param name="other">Chart whose data is added, on the same kind of axes.</param>
    /// <returns>The combined chart.</returns>
    public Chart And(Chart other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Description with { Traces = [.. Description.Traces, .. other.Description.Traces] });
    }

    /// <inheritdoc/>
    public override string ToSvg() => ChartPainter.Paint(Description, captioned: true).Svg;

    /// <inheritdoc/>
    public override string ToHtml() => LiveFigure.Html(ChartPainter.Paint(Description, captioned: false), Description);

    /// <inheritdoc/>
    public override string ToText() => Description.Summary;

    /// <summary>The chart as plotly.js reads it: an object with data, layout and config.</summary>
    /// <returns>JSON text; it holds no &lt;, &gt; or &amp;, so it may stand inside a script element.</returns>
    public string ToPlotlyJson() => PlotlyWriter.Write(Description).ToJsonString();

    /// <summary>The numbers behind the chart, for programs that draw their own.</summary>
    /// <returns>One row a point of a line or scatter chart: series, both axes, and error bars where there are some.</returns>
    /// <exception cref="InvalidOperationException">The chart has no points.</exception>
    public Table ToTable()
    {
        Series[] series = [.. Description.Traces.OfType<PointTrace>().Select(trace => trace.Series)];
        if (series.Length == 0)
            throw new InvalidOperationException($"{ToText()} has no points; a table is made of line and scatter charts");
        var points = series.SelectMany(one => Enumerable.Range(0, one.X.Count).Select(i => (Series: one, Index: i)));
        var (x, y) = (Description.X.Label is { Length: > 0 } across ? across : "x", Description.Y.Label is { Length: > 0 } up ? up : "y");
        var table = Table.Of(points).Column("series", point => point.Series.Name).Column(x, point => point.Series.X[point.Index]).Column(y, point => point.Series.Y[point.Index]);
        table = series.All(one => one.YError is null) ? table : table.Column($"± {y}", point => point.Series.YError?[point.Index]);
        return series.All(one => one.XError is null) ? table : table.Column($"± {x}", point => point.Series.XError?[point.Index]);
    }

    private protected override byte[]? Encode(string ending) => ending == ".json" ? Encoding.UTF8.GetBytes(ToPlotlyJson()) : base.Encode(ending);
}
