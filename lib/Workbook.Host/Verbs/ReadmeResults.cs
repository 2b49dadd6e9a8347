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

    /// <summary>Stands for the record's single metrics instead of a table.</summary>
    private const string Metrics = "metrics";

    private static readonly Shown[] Tables =
    [
        new("accuracy-cracks", "accuracy", "How few bytes does a crack classifier need?", "codec", "bytes", "bpp", "PSNR (dB)", "accuracy (%)", "sampling error (%)"),
        new("accuracy-fire", "accuracy", "And a fire classifier?", "codec", "bytes", "bpp", "PSNR (dB)", "accuracy (%)", "sampling error (%)"),
        new("size", "streams", "What does entropy coding save at the same pixels?", "set", "cb", "images", "paper bytes", "compact bytes", "saving (%)"),
        new("size", Metrics, "And colours at corners, at the paper's PSNR?", "vertex smaller than paper at equal PSNR (times)"),
        new("speed", "times", "How fast is it on one core?", "codec", "bytes", "encode median (ms)", "decode median (ms)"),
        new("speed", "ratios", "Image by image, against others in the same run (more is faster)", "ours", "other", "encode median (times)", "decode median (times)"),
        new("learning", "runs", "How long does learning take?", "program", "cores", "images", "seconds"),
        new("curves-kodak", "PSNR at equal size", "How good are images of equal size? Kodak, with learned models of minutes that come with the workbook"),
        new("curves-kodak", "published", "What published models reach there, by their authors' figures on all 24 images, after weeks of training"),
        new("curves-photos", "PSNR at equal size", "And on cracks and fires, the domain that the small models were trained on?"),
        new("curves-polyps", "PSNR at equal size", "And on polyps, with a model of minutes trained on another set of polyps?"),
        new("training", "steps", "What is a training step worth beside the same network in PyTorch?", "recipe", "on", "median (ms)", "faster than nothing (times)"),
        new("training-joint", "steps", "And a step of joint training, C, g, S and D? Skin lesions of 128 x 128, batches of 8", "recipe", "on", "median (ms)", "faster than nothing (times)"),
        new("training-joint-volumes", "steps", "And in volumes? Boxes of 8 x 96 x 96, batches of 2", "recipe", "on", "median (ms)", "faster than nothing (times)"),
        new("joint-lesions", "summary", "What do designs that are trained together need? Skin lesions, means over seeds", "method", "setting", "Dice", "± Dice", "IoU", "bpp", "bytes"),
        new("joint-lesions", "at equal score", "And for the score that S has on originals, within 0.01?"),
        new("joint-hearts", "summary", "And in 3D? Hearts", "method", "setting", "Dice", "± Dice", "IoU", "bpp", "bytes"),
        new("joint-hearts", "at equal score", "And for the score that S has on originals, within 0.01, and else for the best of D4? Hearts"),
        new("joint-hippocampus", "summary", "And on small volumes? Hippocampus", "method", "setting", "Dice", "± Dice", "IoU", "bpp", "bytes"),
        new("joint-hippocampus", "at equal score", "And for the score that S has on originals, within 0.01, and else for the best of D4? Hippocampus"),
        .. Grid("cracks", "Cracks", "accuracy"),
        .. Grid("fires", "Forest fires", "accuracy"),
        .. Grid("polyps", "Polyps", "mIoU"),
        .. Grid("lesions", "Skin lesions", "mIoU"),
        .. Grid("chests", "Chest X-rays", "mAP"),
        new("codec-speed", "times", "How fast are learned codecs on two cores, at 768 x 512?", "codec", "weights", "encode (ms)", "decode (ms)"),
        new("hosts", "hosts", "What does a notebook cost in the runner and in the Jupyter kernel?"),
    ];

    /// <summary>What a task's grid shows: bits for the source's score, and each method's bits against those of codecs for eyes.</summary>
    private static Shown[] Grid(string task, string images, string score) =>
    [
        new($"grid-{task}", "at equal score", $"How many bits does each method need for the score of the source? {images}"),
        new($"grid-{task}", $"BD-rate of {score}, decoded (%)", $"And how many more bits than BPG and than MBT2018-Mean over the whole curve, for readers fine-tuned on what each restores, in percent? {images}", "method", "BPG 4:2:0", "MBT2018-Mean"),
    ];

    public static string Markdown(string folder)
    {
        var text = new StringBuilder();
        foreach (var shown in Tables.Where(shown => File.Exists(Path.Combine(folder, shown.File + ".json"))))
        {
            var record = ResultFile.Load(Path.Combine(folder, shown.File + ".json"));
            var table = shown.Table == Metrics ? Named(record, shown.Columns[0])
                : record.Tables.TryGetValue(shown.Table, out var whole) ? Select(whole, shown.Columns)
                : throw new ResultFileException($"{shown.File}.json has no table '{shown.Table}'; make it again with ./workbook measure");
            text.Append(CultureInfo.InvariantCulture, $"### {shown.Heading}\n\n{Table.Of(table).ToMarkdown().TrimEnd('\n')}\n\n{Source(shown.File, record)}\n\n");
        }
        return text.ToString();
    }

    private static ResultTable Named(RunRecord record, string name)
    {
        var table = new ResultTable("set", name);
        foreach (var (metric, value) in record.Metrics.Where(m => m.Key.EndsWith(": " + name, StringComparison.Ordinal)))
            table.Add(metric[..^(name.Length + 2)], Rounded(value));
        return table;
    }

    private static ResultTable Select(ResultTable table, string[] columns)
    {
        var chosen = columns.Length == 0 ? table.Columns.ToArray() : columns.Where(table.Columns.Contains).ToArray();
        var selected = new ResultTable(chosen);
        var values = chosen.Select(table.Column).ToArray();
        foreach (var row in Order(table).Where(row => values.Skip(1).Any(column => column[row].ToString().Length > 0)))
            selected.Add([.. values.Select(column => Rounded(column[row]))]);
        return selected;
    }

    /// <summary>Codecs that race for bytes stand by their bytes, fewest first; other tables keep their order.</summary>
    private static IEnumerable<int> Order(ResultTable table)
    {
        var rows = Enumerable.Range(0, table.Rows.Count);
        if (!table.Columns.Contains("accuracy (%)"))
            return rows;
        var bytes = table.Numbers("bytes");
        return rows.OrderBy(row => bytes[row]);
    }

    /// <summary>Four digits say all that these measurements can.</summary>
    private static ResultCell Rounded(ResultCell cell) => cell.Number is { } number && double.IsFinite(number)
        ? double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : cell;

    private static string Source(string file, RunRecord record) => $"Source: [data/results/{file}.json](data/results/{file}.json)"
        + $"{(record.Data is { } data ? $", images of {data.Name}" : "")}, {record.Machine.Processor}, {record.Machine.Cores} cores, {record.When:yyyy-MM-dd}.";
}
