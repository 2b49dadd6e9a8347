using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests.Jupyter;

/// <summary>A notebook shows the same in the runner and in the kernel, cell by cell, but for how long something took.</summary>
public sealed partial class SameOutputsTests(JupyterClient client) : IClassFixture<JupyterClient>
{
    /// <summary>The tag by which notebook testers know a cell whose output is never the same twice: here, one that shows measured times.</summary>
    private const string Measured = "nbval-ignore-output";

    [Theory]
    [MemberData(nameof(Book.Elsewhere), MemberType = typeof(Book))]
    public void Nbclient_gets_from_the_kernel_what_the_runner_writes(string name)
    {
        var copy = Path.Combine(client.Folder, $"short-{Path.GetFileName(name)}");
        Book.Copy(name, copy);
        client.Script("execute.py", "nbclient", "python3-nbclient", client.Folder, Path.GetDirectoryName(Path.Combine(Book.Folder, name))!, copy);
        AssertSame(Book.Run(name).Executed, NotebookFile.Read(copy));
    }

    [Fact]
    public void Nbconvert_gets_it_too()
    {
        const string Name = "01-color-bias.ipynb";
        client.Jupyter("nbconvert", "--to", "notebook", "--execute", "--output-dir", client.Folder, Path.Combine(Book.Folder, Name));
        AssertSame(Book.Run(Name).Executed, Executed(Name));
    }

    [Fact]
    public void Cells_with_measured_times_are_few()
    {
        var cells = Book.All().SelectMany(name => NotebookFile.Read(Path.Combine(Book.Folder, name)).Cells).Where(cell => cell.IsCode).ToArray();
        Assert.InRange(cells.Count(cell => cell.Tags.Contains(Measured)), 1, cells.Length / 20);
    }

    private NotebookFile Executed(string name) => NotebookFile.Read(Path.Combine(client.Folder, Path.GetFileName(name)));

    private static void AssertSame(NotebookFile runner, NotebookFile kernel)
    {
        var (here, there) = (Code(runner), Code(kernel));
        Assert.Equal(here.Length, there.Length);
        foreach (var (a, b) in here.Zip(there))
        {
            Assert.Equal(a.Source, b.Source);
            Assert.Equal((int?)a.Json["execution_count"], (int?)b.Json["execution_count"]);
            var measured = a.Tags.Contains(Measured);
            Assert.Equal(Outputs(a, measured), Outputs(b, measured));
        }
    }

    private static NotebookCell[] Code(NotebookFile notebook) => [.. notebook.Cells.Where(cell => cell.IsCode)];

    /// <summary>The outputs as lines of kind and text; neighbouring texts of one stream joined, because clients split them as they like.</summary>
    private static List<(string Kind, string Text)> Outputs(NotebookCell cell, bool measured)
    {
        var lines = new List<(string Kind, string Text)>();
        foreach (var output in cell.Outputs.Select(node => node!.AsObject()))
            if ((string?)output["output_type"] == "stream" && lines is [.., (var kind, var before)] && kind == $"stream {output["name"]}")
                lines[^1] = (kind, before + Text(output["text"]!));
            else if ((string?)output["output_type"] == "stream")
                lines.Add(($"stream {output["name"]}", Text(output["text"]!)));
            else
                lines.AddRange(Bundle(output));
        return [.. lines.Select(line => (line.Kind, measured ? "" : Duration().Replace(line.Text, "(time)")))];
    }

    private static IEnumerable<(string, string)> Bundle(JsonObject output)
        => output["data"]!.AsObject().OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => ($"{output["output_type"]} {value.Key}", Text(value.Value!)));

    private static string Text(JsonNode text) => text is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string)text!;

    [GeneratedRegex(@"\b(\d+ h |\d+ min )*\d+(\.\d+)? (ms|s|min|h)\b")]
    private static partial Regex Duration();
}
