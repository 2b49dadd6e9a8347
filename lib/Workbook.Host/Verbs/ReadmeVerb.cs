using System.CommandLine;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Host.Cells;
using Workbook.Imaging.Scenes;
using Workbook.Imaging.Sets;
using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs;

/// <summary><c>workbook readme</c>: draws the README's figure and writes its tables from the result files.</summary>
internal static class ReadmeVerb
{
    private const string FigurePath = "data/samples/figure.png";
    private const string RunRecordPath = "data/results/run-quick.json";

    public static Command Make()
    {
        var command = new Command("readme", "Draw the README's figure and write its tables from data/results.");
        command.SetAction(_ =>
        {
            var path = Path.Combine(Repository.Root, "README.md");
            var text = File.ReadAllText(path);
            text = Fill(text, "notebooks", Notebooks());
            text = Fill(text, "results", ReadmeResults.Markdown(Path.Combine(Repository.Root, "data", "results")));
            File.WriteAllText(path, text);
            File.WriteAllBytes(Path.Combine(Repository.Root, FigurePath), Figure().ToPng());
            Console.WriteLine($"{path} and {FigurePath} written");
            return 0;
        });
        return command;
    }

    private static string Fill(string text, string block, string content)
    {
        var (open, close) = ($"<!-- {block} -->\n", $"<!-- /{block} -->");
        var (start, end) = (text.IndexOf(open, StringComparison.Ordinal), text.IndexOf(close, StringComparison.Ordinal));
        return start >= 0 && end > start ? text[..(start + open.Length)] + content.TrimEnd('\n') + "\n" + text[end..]
            : throw new NotebookException($"README.md has no block from {open.Trim()} to {close}");
    }

    private static string Notebooks()
    {
        var path = Path.Combine(Repository.Root, RunRecordPath);
        var seconds = File.Exists(path) ? ResultFile.Load(path).Tables[ReportWriter.Table] : null;
        var rows = Table.Heads("notebook", "you will know", "quick mode, 2 cores");
        foreach (var file in Repository.AllNotebooks())
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var opening = string.Join(" ", NotebookFile.Read(file).Cells.TakeWhile(cell => cell.IsMarkdown).Select(cell => cell.Source)).Replace('\n', ' ');
            var row = seconds?.Column("notebook").Select(cell => cell.Text).ToList().IndexOf(name) ?? -1;
            rows = rows.Row($"[{Title(file)}](notebooks/{name}.ipynb)", Between(opening, "**You will know:**", "."), row < 0 ? "" : $"{seconds!.Numbers("seconds")[row]:0} s");
        }
        return rows.ToMarkdown();
    }

    private static string Title(string file) => NotebookFile.Read(file).Cells[0].Source.Split('\n')[0].TrimStart('#', ' ');

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) is >= 0 and var at ? at + from.Length : 0;
        return text[start..(text.IndexOf(to, start, StringComparison.Ordinal) is > 0 and var end ? end : text.Length)].Trim();
    }

    /// <summary>One scene as it is, as the paper's stream, and as a stream of 60 bytes.</summary>
    private static ImageGrid Figure()
    {
        var set = new[] { false, true }.SelectMany(positive => Enumerable.Range(0, 60).Select(i => CrackScenes.Make(i, 1, new SceneOptions { Positive = positive }).Image)).ToArray();
        var image = CrackScenes.Make(108, 1, new SceneOptions { Positive = true }).Image;
        var knowledge = KnowledgeAcquisition.Learn(set);
        RgbImage Seen(MagicOptions options) => new MagicCodec(knowledge, options) is var codec ? codec.Decode(codec.Encode(image)) : image;
        return ImageGrid.Of(image, Seen(new MagicOptions { Profile = MagicProfile.Paper }), Seen(new MagicOptions { Profile = MagicProfile.Vertex, TargetBytes = 60 })).Columns(3);
    }
}
