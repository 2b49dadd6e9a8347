using Workbook.Results.Accuracy;
using Workbook.Results.Records;

namespace Workbook.Results.Metrics;

/// <summary>Scores of every method on a task in the form of a grid, whatever measurement they come from.</summary>
/// <remarks>A grid (<c>workbook measure grid</c>) has all methods, readers and seeds. Where there is none, <c>measure accuracy</c> and <c>measure joint</c>
/// have some of them. All of them become the table <see cref="ScoreChart.Summary"/> and the tables of <see cref="ScoreComparison"/>.</remarks>
public static class ScoreRecords
{
    private const string AccuracyName = "accuracy", Dice = "Dice", IoU = "IoU", Uncompressed = "uncompressed", Restored = ", S trained on restored";

    private static readonly Dictionary<string, string> Older = new() { ["cracks"] = "accuracy-cracks", ["fires"] = "accuracy-fire", ["lesions"] = "joint-lesions" };

    /// <summary>The tasks: two to classify, two to segment, one to detect.</summary>
    public static IReadOnlyList<string> Tasks { get; } = ["cracks", "fires", "polyps", "lesions", "chests"];

    /// <summary>The recorded scores of a task: its grid, or the older measurement where there is no grid.</summary>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <param name="folder">Where the result files are; null for those that come with the workbook.</param>
    /// <returns>A record for <see cref="ScoreChart"/>; null where nothing is recorded.</returns>
    /// <exception cref="ResultFileException">A file is damaged, or of another version.</exception>
    public static RunRecord? Find(string task, string? folder = null) => RecordedRuns.Find($"grid-{task}.", folder).FirstOrDefault()
        ?? (Older.TryGetValue(task, out var older) ? RecordedRuns.Find(older + ".", folder).Select(Of).FirstOrDefault() : null);

    /// <summary>What an accuracy harness measured, as a grid. Codecs that differ by their setting only are one method.</summary>
    /// <param name="name">Name of the data.</param>
    /// <param name="results">The results; one named <c>source</c> becomes the level line.</param>
    /// <param name="reader">On what the classifier learned.</param>
    /// <returns>A record for <see cref="ScoreChart"/>.</returns>
    public static RunRecord Of(string name, IReadOnlyList<AccuracyResult> results, string reader = ScoreChart.Decoded)
        => Made(new() { Name = "live", Data = new DataRecord(name, results.Select(result => result.Images).FirstOrDefault()) }, Classified(AccuracyTable.Of(results), reader), AccuracyName);

    /// <summary>A recorded accuracy or joint measurement as a grid.</summary>
    /// <param name="record">As <c>workbook measure accuracy</c> or <c>workbook measure joint</c> writes it.</param>
    /// <returns>The same run with the tables of a grid in place of its own.</returns>
    /// <exception cref="ArgumentException">The record is of another measurement.</exception>
    public static RunRecord Of(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Tables.TryGetValue(AccuracyName, out var accuracy) ? Made(record, Classified(accuracy, ScoreChart.Decoded), AccuracyName)
            : record.Tables.TryGetValue(ScoreChart.Summary, out var joint) && joint.Columns.Contains(Dice) ? Made(record, Segmented(joint), Dice)
            : throw new ArgumentException($"the record {record.Name} has the tables {string.Join(", ", record.Tables.Keys)}; one of workbook measure accuracy or joint is needed", nameof(record));
    }

    /// <summary>A figure of a method, at the setting whose rate is nearest to another's.</summary>
    /// <param name="record">A grid or what <see cref="Of(RunRecord)"/> makes; null for a task that has none.</param>
    /// <param name="method">The method.</param>
    /// <param name="bitsPerPixel">The other's rate in bpp; nearest by ratio.</param>
    /// <param name="column">Which figure.</param>
    /// <returns>Null where there is no record, method or figure.</returns>
    public static double? Nearest(RunRecord? record, string method, double bitsPerPixel, string column)
    {
        if (record?.Tables.GetValueOrDefault(ScoreChart.Summary) is not { } summary || !summary.Columns.Contains(column))
            return null;
        var (methods, rates, figures) = (summary.Column(ScoreChart.Method), summary.Numbers(ScoreChart.BitsPerPixel), summary.Column(column));
        return Enumerable.Range(0, rates.Length).Where(row => methods[row].Text == method).OrderBy(row => Math.Abs(Math.Log(rates[row] / bitsPerPixel)))
            .Select(row => figures[row].Number).FirstOrDefault();
    }

    private static RunRecord Made(RunRecord record, ResultTable summary, string score) => record with
    {
        Parameters = new Dictionary<string, string>(record.Parameters) { [ScoreChart.MainScore] = score },
        Tables = new Dictionary<string, ResultTable>(ScoreComparison.Tables(summary, score)) { [ScoreChart.Summary] = summary },
    };

    private static ResultTable Classified(ResultTable table, string reader)
    {
        var (codecs, bytes, bpp) = (table.Column(AccuracyTable.Codec), table.Column(AccuracyTable.Bytes), table.Column(AccuracyTable.BitsPerPixel));
        var (accuracies, psnr) = (table.Numbers(AccuracyTable.Accuracy), table.Column(AccuracyTable.Quality));
        var summary = new ResultTable(ScoreChart.Method, ScoreChart.Setting, ScoreChart.Reader, ScoreChart.Seeds, AccuracyName, AccuracyTable.Bytes, ScoreChart.BitsPerPixel, AccuracyTable.Quality);
        for (var row = 0; row < codecs.Count; row++)
        {
            var (method, setting) = CodecFamily.Part(codecs[row].ToString());
            summary.Add(method, setting, reader, 1, accuracies[row] / 100, bytes[row], bpp[row], psnr[row]);
        }
        return summary;
    }

    private static ResultTable Segmented(ResultTable table)
    {
        string[] kept = [ScoreChart.Setting, ScoreChart.Seeds, Dice, $"± {Dice}", IoU, $"± {IoU}", ScoreChart.BitsPerPixel, AccuracyTable.Bytes];
        var columns = kept.Select(table.Column).ToArray();
        var summary = new ResultTable([ScoreChart.Method, ScoreChart.Reader, .. kept]);
        foreach (var (row, name) in table.Column(ScoreChart.Method).Index())
        {
            var (method, reader) = Design(name.ToString());
            summary.Add([method, reader, .. columns.Select(column => column[row])]);
        }
        return summary;
    }

    // A design has its own segmentation network; a codec for eyes has one of originals, or one that learned on what the codec restores.
    private static (string Method, string Reader) Design(string name) => name switch
    {
        Uncompressed => (ScoreChart.Source, ScoreChart.Originals),
        "auto-seg" => ("Auto/Seg", ScoreChart.Own),
        ['d', >= '1' and <= '9'] => (name.ToUpperInvariant(), ScoreChart.Own),
        _ when name.EndsWith(Restored, StringComparison.Ordinal) => (name[..^Restored.Length], ScoreChart.Decoded),
        _ => (name, ScoreChart.Originals),
    };
}
