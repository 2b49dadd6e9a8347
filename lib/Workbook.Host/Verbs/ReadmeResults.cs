using System.Globalization;
using System.Text;
using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs;

/// <summary>Turns result files into the README's tables; every table names its file, data and machine.</summary>
internal static class ReadmeResults
{
    /// <summary>One table of the README.</summary>
    /// <param name="File">Result file without ending.</param>
    /// <param name="Table">The table in it.</param>
    /// <param name="Heading">What the table answers.</param>
    /// <param name="Columns">The columns shown, in order.</param>
    private sealed record Shown(string File, string Table, string Heading, params string[] Columns);

    private static readonly Shown[] Tables =
    [
        new("accuracy-cracks", "accuracy", "How few bytes does a crack classifier need?", "codec", "bytes", "bpp", "PSNR (dB)", "accuracy (%)", "sampling error (%)"),
        new("accuracy-fire", "accuracy", "And a fire classifier?", "codec", "bytes", "bpp", "PSNR (dB)", "accuracy (%)", "sampling error (%)"),
        new("size", "streams", "What does entropy coding save at the same pixels?", "set", "cb", "images", "paper bytes", "compact bytes", "saving (%)"),
        new("size", "equal PSNR", "And colours at corners, at the same PSNR?"),
        new("speed", "times", "How fast is it on one core?", "codec", "bytes", "encode median (ms)", "decode median (ms)"),
        new("speed", "ratios", "Image by image, against others in the same run (more is faster)", "ours", "other", "encode median (times)", "decode median (times)"),
        new("learning", "times", "How long does learning take?"),
    ];

    public static string Markdown(string folder)
    {
        var text = new StringBuilder();
        foreach (var shown in Tables.Where(shown => File.Exists(Path.Combine(folder, shown.File + ".json"))))
        {
            var record = ResultFile.Load(Path.Combine(folder, shown.File + ".json"));
            if (!record.Tables.TryGetValue(shown.Table, out var table))
                continue;
            text.Append(CultureInfo.InvariantCulture, $"### {shown.Heading}\n\n{Table.Of(Select(table, shown.Columns)).ToMarkdown().TrimEnd('\n')}\n\n{Source(shown.File, record)}\n\n");
        }
        return text.ToString();
    }

    private static ResultTable Select(ResultTable table, string[] columns)
    {
        var chosen = columns.Length == 0 ? table.Columns.ToArray() : columns.Where(table.Columns.Contains).ToArray();
        var selected = new ResultTable(chosen);
        var values = chosen.Select(table.Column).ToArray();
        for (var row = 0; row < table.Rows.Count; row++)
            selected.Add([.. values.Select(column => Rounded(column[row]))]);
        return selected;
    }

    /// <summary>Four digits say all that these measurements can.</summary>
    private static ResultCell Rounded(ResultCell cell) => cell.Number is { } number && double.IsFinite(number)
        ? double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : cell;

    private static string Source(string file, RunRecord record) => $"Source: [data/results/{file}.json](data/results/{file}.json)"
        + $"{(record.Data is { } data ? $", {data.Count} images of {data.Name}" : "")}, {record.Machine.Processor}, {record.Machine.Cores} cores, {record.When:yyyy-MM-dd}.";
}
