using Workbook.Results.Figures;

namespace Workbook.Results.Live;

/// <summary>A line chart that grows below the cell while a loop runs.</summary>
/// <remarks>
/// <c>var curve = new LiveChart("step", "loss");</c> before the loop and <c>curve.Add("training", step, loss);</c> in it. A notebook draws
/// it at most twice a second, more rarely where drawing takes long, and once more when the cell ends or is stopped; a console prints the
/// last values now and then. However long the loop runs, about a thousand points of each line are kept: the highest and the lowest of
/// what came together. Points may come from several threads.
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatters))]
public sealed class LiveChart : Figure, IProgress<(string Series, double X, double Y)>
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(0.5);

    private readonly string x;
    private readonly Func<Chart, Chart> style;
    private readonly LiveOutput output;
    private readonly OrderedDictionary<string, ThinnedPoints> lines = [];
    private Chart? current;

    /// <summary>Makes an empty chart; it appears with the first point.</summary>
    /// <param name="x">Name of the horizontal axis.</param>
    /// <param name="y">Name of the vertical axis.</param>
    /// <param name="style">Refines the chart: <c>chart => chart.Y("loss", log: true).Caption("down is better")</c>.</param>
    public LiveChart(string x, string y, Func<Chart, Chart>? style = null)
        : this(x, y, style, null, TimeProvider.System)
    {
    }

    internal LiveChart(string x, string y, Func<Chart, Chart>? style, IScreen? screen, TimeProvider clock)
    {
        this.x = x;
        this.style = chart => (style ?? (same => same))(chart.X(x).Y(y));
        output = new LiveOutput(Draw, Apart, screen, clock);
    }

    /// <summary>The chart of all points so far: a value to keep, to refine and to show.</summary>
    public Chart Chart
    {
        get
        {
            lock (output.Gate)
                return current ??= style(Chart.Line(lines.Select(line => line.Value.ToSeries(line.Key))));
        }
    }

    /// <summary>Adds a point.</summary>
    /// <param name="series">Which line it belongs to; a new name begins a new line.</param>
    /// <param name="x">Place along the horizontal axis.</param>
    /// <param name="y">Place along the vertical axis. NaN leaves a gap.</param>
    public void Add(string series, double x, double y)
    {
        lock (output.Gate)
        {
            output.Begin();
            if (!lines.TryGetValue(series, out var line))
                lines[series] = line = new ThinnedPoints();
            line.Add(x, y);
            current = null;
            output.Change(whole: false);
        }
    }

    /// <summary>Adds a point.</summary>
    /// <param name="value">The line's name and the point.</param>
    public void Report((string Series, double X, double Y) value) => Add(value.Series, value.X, value.Y);

    /// <summary>Draws the last state. A notebook does so by itself when the cell ends, a console when the program ends.</summary>
    public void Finish() => output.End();

    /// <inheritdoc/>
    public override string ToSvg() => Chart.ToSvg();

    /// <inheritdoc/>
    public override string ToHtml() => Chart.ToHtml();

    /// <inheritdoc/>
    public override string ToText() => Chart.ToText();

    private object Draw(IScreen screen, LiveMoment moment) => screen.ChangesInPlace ? Chart : LastValues();

    private string LastValues()
        => $"{x} {Ticks.Short(lines.Max(line => line.Value.Last.X))}: " + string.Join(", ", lines.Select(line => $"{line.Key} {Ticks.Short(line.Value.Last.Y)}"));
}
