using System.Text.Json.Nodes;

namespace Workbook.Notebooks.Tests;

/// <summary>The command as a shell sees it: exit code, output, error text and files.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workbook-command").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_writes_the_executed_notebook_the_report_and_a_record()
    {
        var (code, output, _) = Workbook("run", Notebook("good", "1 + 1"), "--out", _folder);
        Assert.Equal(0, code);
        Assert.Contains("good: done in", output);
        Assert.Equal("2", (string?)JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "good.ipynb")))!["cells"]![0]!["outputs"]![0]!["data"]!["text/plain"]![0]);
        Assert.StartsWith("<!doctype html>", File.ReadAllText(Path.Combine(_folder, "report.html")));
        Assert.True(File.Exists(Path.Combine(_folder, "run.json")));
    }

    [Fact]
    public void Run_of_a_failing_notebook_shows_the_cell_exits_with_1_and_keeps_what_was_done()
    {
        var (code, _, error) = Workbook("run", Notebook("bad", "var x = 1;\nthrow new Exception(\"no\");"), "--out", _folder, "--no-report");
        Assert.Equal(1, code);
        Assert.Contains("bad, code cell 1 stopped:", error);
        Assert.Contains("2 | throw new Exception(\"no\");", error);
        Assert.Contains("at cell 1, line 2", error);
        Assert.Contains("\"output_type\": \"error\"", File.ReadAllText(Path.Combine(_folder, "bad.ipynb")));
        Assert.False(File.Exists(Path.Combine(_folder, "report.html")));
    }

    [Fact]
    public void Strip_check_tells_and_strip_mends()
    {
        var notebook = Notebook("dirty", "1");
        Assert.Equal(1, Workbook("strip", notebook, "--check").Code);
        Assert.Equal(0, Workbook("strip", notebook).Code);
        Assert.Equal(0, Workbook("strip", notebook, "--check").Code);
    }

    [Theory]
    [InlineData("run", "99")]
    [InlineData("magic", "inspect", "nowhere.mgc")]
    [InlineData("magic", "decode", "nowhere.mgk", "nowhere.mgc", "--out", "x.png")]
    public void What_is_not_there_is_said_in_one_line(params string[] arguments)
    {
        var (code, _, error) = Workbook(arguments);
        Assert.Equal(1, code);
        Assert.StartsWith("workbook: ", error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Check_names_every_part_and_succeeds_where_tests_run()
    {
        var (code, output, _) = Workbook("check");
        Assert.Equal(0, code);
        Assert.All(["SDK", "libtorch", "CUDA", "ffmpeg", "Image files"], part => Assert.Contains(part, output));
    }

    private string Notebook(string name, string code)
    {
        var path = Path.Combine(_folder, "source", name + ".ipynb");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, NotebookText.Of(code));
        return path;
    }

    private static (int Code, string Output, string Error) Workbook(params string[] arguments) => Shell.Workbook(arguments);
}
