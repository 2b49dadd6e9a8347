using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Results.Metrics;

/// <summary>A task's score against bits per pixel: every method of a grid in one picture.</summary>
public static class ScoreChart
{
    /// <summary>The table of a grid's record with one row for each method, setting and reader, means over seeds.</summary>
    public const string Summary = "summary";

    /// <summary>Its columns; beside each score stands its deviation over seeds, <c>± score</c>.</summary>
    public const string Method = "method", Setting = "setting", Reader = "reader", Seeds = "seeds", BitsPerPixel = "bpp";

    /// <summary>The readers: a network trained on originals, the same one fine-tuned on what the codec restores, and a network that is a part of the method.</summary>
    public const string Originals = "originals", Decoded = "decoded", Own = "own";

    /// <summary>The method that changes nothing; it becomes a level line.</summary>
    public const string Source = "source";

    /// <summary>The parameter of the record that names the task's main score.</summary>
    public const string MainScore = "score";

    /// <summary>Draws a grid, a line for each method; error bars are one deviation over seeds to each side.</summary>
    /// <param name="record">As <c>workbook measure grid</c> writes it.</param>
    /// <param name="reader">Which network reads the images: <see cref="Originals"/> or <see cref="Decoded"/>. Methods with a network of their <see cref="Own"/> are shown beside either.</param>
    /// <param name="score">The column that goes up; null for the task's main score.</param>
    /// <param name="methods">Which methods, in this order; all where none is named.</param>
    /// <returns>The chart, without a title.</returns>
    /// <exception cref="ArgumentException">The record is none of a grid, or has no such column.</exception>
    public static Chart Of(RunRecord record, string reader = Decoded, string? score = null, params string[] methods)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!record.Tables.TryGetValue(Summary, out var table) || !record.Parameters.TryGetValue(MainScore, out var main))
            throw new ArgumentException($"the record {record.Name} has no table '{Summary}' with a parameter '{MainScore}'; it is none of workbook measure grid", nameof(record));
        score ??= main;
        var points = Points(table, score);
        var lines = points.Where(point => point.Method != Source && (point.Reader == reader || point.Reader == Own)).GroupBy(point => point.Method)
            .Where(line => methods.Length == 0 || methods.Contains(line.Key))
            .OrderBy(line => Array.IndexOf(methods, line.Key)).Select(Line).ToArray();
        var chart = Chart.Line(lines).X("size", "bit/pixel", log: true).Y(score).Size(760, 440 + 10 * lines.Length)
            .Caption($"Up and left is better. Lines join settings of one method{(lines.Any(line => line.YError is not null) ? "; bars: one deviation over seeds to each side" : "")}. {Words(reader)}.");
        return points.FirstOrDefault(point => point.Method == Source) is { } source ? chart.Level(source.Score, Source) : chart;
    }

    private sealed record Point(string Method, string Setting, string Reader, double BitsPerPixel, double Score, double Deviation);

    private static string Words(string reader) => reader switch
    {
        Originals => "The network that reads was trained on originals",
        Decoded => "The network that reads was fine-tuned on what each codec restores",
        _ => throw new ArgumentException($"there is no reader '{reader}'; there are {Originals} and {Decoded}", nameof(reader)),
    };

    private static Point[] Points(ResultTable table, string score)
    {
        var (methods, settings, readers) = (table.Column(Method), table.Column(Setting), table.Column(Reader));
        var (bpp, scores, deviations) = (table.Numbers(BitsPerPixel), table.Numbers(score), table.Columns.Contains($"± {score}") ? table.Numbers($"± {score}") : null);
        return [.. Enumerable.Range(0, methods.Count).Where(i => double.IsFinite(scores[i]))
            .Select(i => new Point(methods[i].ToString(), settings[i].ToString(), readers[i].ToString(), bpp[i], scores[i], deviations?[i] ?? 0))];
    }

    private static Series Line(IEnumerable<Point> method)
    {
        Point[] points = [.. method.OrderBy(point => point.BitsPerPixel)];
        return Series.Of(points[0].Method, points.Select(point => point.BitsPerPixel), points.Select(point => point.Score),
            points.Any(point => point.Deviation > 0) ? points.Select(point => point.Deviation) : null,
            labels: points.Select(point => FormattableString.Invariant($"{point.Method} {point.Setting}")));
    }
}
