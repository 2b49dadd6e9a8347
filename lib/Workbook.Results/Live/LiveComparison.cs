using System.Globalization;
using Workbook.Results.Figures;
using Workbook.Results.Metrics;

namespace Workbook.Results.Live;

/// <summary>One picture of variants that are trained against each other, which grows below the cell: score against bits per pixel as paths, one colour a
/// variant, and each term over the steps. At the end <see cref="Table"/> and <see cref="Means"/> say what is left of it over the seeds.</summary>
/// <remarks>
/// <c>var figure = new LiveComparison("Dice");</c> before the loop and <c>figure.Add("mine", seed, step, terms, score, bpp);</c> in it. Terms are
/// smoothed over about twenty steps. Redrawn at most once in two seconds, and at the end or when the cell is stopped; a console prints the last
/// scores now and then.
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatters))]
public sealed class LiveComparison : Figure
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    private readonly string score;
    private readonly LiveOutput output;
    private readonly OrderedDictionary<string, OrderedDictionary<ulong, ComparedRun>> variants = [];

    /// <summary>Makes an empty picture; it appears with the first step.</summary>
    /// <param name="score">What the score is, such as Dice; more is better.</param>
    public LiveComparison(string score) : this(score, null, TimeProvider.System)
    {
    }

    internal LiveComparison(string score, IScreen? screen, TimeProvider clock)
        => (this.score, output) = (score, new LiveOutput(Draw, Apart, screen, clock));

    /// <summary>Takes a step, or a measurement.</summary>
    /// <param name="variant">Which variant; a new name takes the next colour.</param>
    /// <param name="seed">Which of its trainings.</param>
    /// <param name="step">Steps that are done.</param>
    /// <param name="terms">Its losses by name; left alone where there is a measurement, which comes after its step.</param>
    /// <param name="measured">The score; null where nothing was measured.</param>
    /// <param name="bitsPerPixel">What the files take; null likewise.</param>
    public void Add(string variant, ulong seed, long step, IReadOnlyDictionary<string, double> terms, double? measured = null, double? bitsPerPixel = null)
    {
        lock (output.Gate)
        {
            output.Begin();
            var runs = variants.TryGetValue(variant, out var known) ? known : variants[variant] = [];
            var run = runs.TryGetValue(seed, out var begun) ? begun : runs[seed] = new ComparedRun();
            if (measured is { } y && bitsPerPixel is { } x)
                run.Path.Add((x, y));
            else
                run.Add(step, terms);
            output.Change(whole: false);
        }
    }

    /// <summary>Score against bits per pixel: the mean of the last measurements over the seeds, with a standard deviation on each side.</summary>
    public Chart Means => Chart.Scatter(Last().Select(one => Of(one.Variant, one.Scores, one.Rates))).X("rate", "bpp").Y(score)
        .Caption("Up and left is better. Mean over the seeds, and one standard deviation to each side: where bars overlap, do not speak of a winner.");

    /// <summary>Mean and spread of the last measurements over the seeds, and the difference to the first variant, seed by seed.</summary>
    /// <remarks>Nothing is marked as the best: a difference smaller than its spread is no difference. What two variants share in a seed, such as lucky first
    /// weights, falls out of the difference.</remarks>
    public Table Table
    {
        get
        {
            var rows = Last().ToArray();
            var table = Figures.Table.Of(rows).Column("variant", row => row.Variant).Column("seeds", row => row.Scores.Count)
                .Column(score, row => Words(row.Scores.Values)).Column("bpp", row => Words(row.Rates.Values, "0.0000"));
            return rows.Length < 2 ? table : table.Column($"{score} less that of {rows[0].Variant}", row => row == rows[0] ? "" : Words(Differences(row.Scores, rows[0].Scores), "+0.000;-0.000;0.000"))
                .Caption("Mean ± standard deviation over the seeds. A difference smaller than its spread is no difference.");
        }
    }

    /// <summary>Draws the last state. A notebook does so by itself when the cell ends, a console when the program ends.</summary>
    public void Finish() => output.End();

    /// <inheritdoc/>
    public override string ToSvg() => Picture().ToSvg();

    /// <inheritdoc/>
    public override string ToHtml() => Picture().ToHtml();

    /// <inheritdoc/>
    public override string ToText() => Picture().ToText();

    private object Draw(IScreen screen, LiveMoment moment) => screen.ChangesInPlace ? Picture() : LastScores();

    private ChartGrid Picture()
    {
        lock (output.Gate)
        {
            var paths = Chart.Line(variants.Select(one => Joined(one.Key, one.Value.Values.Select(run => run.Path))))
                .Title($"{score} against bits: up and left is better").X("rate", "bpp").Y(score).Size(960, 380);
            return ChartGrid.Of(Terms().Select(Term).Prepend(paths)).Caption("Above, a point is a measurement and a line the way of one seed; below, the terms of the losses over the steps, smoothed. The loss itself can only be compared with itself.");
        }
    }

    private IEnumerable<string> Terms() => variants.Values.SelectMany(runs => runs.Values).SelectMany(run => run.Terms.Keys).Distinct();

    // A variant without the term keeps its place, and with it its colour.
    private Chart Term(string name) => Chart.Line(variants.Values.Select(runs => Joined("", runs.Values.Select(run => run.Points(name)))))
        .Title(name).X("step").Y("").Size(320, 220);

    private IEnumerable<(string Variant, OrderedDictionary<ulong, double> Scores, OrderedDictionary<ulong, double> Rates)> Last()
    {
        lock (output.Gate)
            return [.. variants.Select(one => (one.Key, Ends(one.Value, point => point.Score), Ends(one.Value, point => point.Rate)))];
    }

    private string LastScores() => string.Join(", ", Last().Select(one => one.Scores.Count == 0 ? $"{one.Variant}: begun"
        : string.Create(CultureInfo.InvariantCulture, $"{one.Variant}: {score} {one.Scores.Values.Average():0.000} at {one.Rates.Values.Average():0.0000} bpp")));

    private static OrderedDictionary<ulong, double> Ends(OrderedDictionary<ulong, ComparedRun> runs, Func<(double Rate, double Score), double> part)
        => new(runs.Where(run => run.Value.Path.Count > 0).Select(run => KeyValuePair.Create(run.Key, part(run.Value.Path[^1]))));

    /// <summary>Lines with a gap between them, so that they have one colour and one place in the legend.</summary>
    private static Series Joined(string name, IEnumerable<IEnumerable<(double X, double Y)>> lines)
        => Series.Of(name, lines.Where(line => line.Any()).SelectMany((line, i) => i == 0 ? line : line.Prepend((line.First().X, double.NaN))));

    private static Series Of(string name, OrderedDictionary<ulong, double> scores, OrderedDictionary<ulong, double> rates)
    {
        if (scores.Count == 0)
            return Series.Of(name, []);
        var (y, x) = (MeanAndSpread.Of(scores.Values), MeanAndSpread.Of(rates.Values));
        return Series.Of(name, [x.Mean], [y.Mean], [y.Deviation], [x.Deviation]);
    }

    private static double[] Differences(OrderedDictionary<ulong, double> these, OrderedDictionary<ulong, double> those)
        => [.. these.Where(one => those.ContainsKey(one.Key)).Select(one => one.Value - those[one.Key])];

    private static string Words(IReadOnlyCollection<double> values, string format = "0.000")
    {
        if (values.Count == 0)
            return "-";
        var (count, mean, deviation) = MeanAndSpread.Of(values);
        var words = mean.ToString(format, CultureInfo.InvariantCulture);
        return count > 1 ? $"{words} ± {deviation.ToString(Unsigned(format), CultureInfo.InvariantCulture)}" : words;
    }

    private static string Unsigned(string format) => format.Split(';')[0].TrimStart('+');
}
