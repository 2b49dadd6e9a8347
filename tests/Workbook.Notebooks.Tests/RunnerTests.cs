using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests;

public sealed class RunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workbook-runner").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Outputs_stand_in_the_executed_notebook_as_Jupyter_writes_them()
    {
        var run = Run(NotebookText.Of("Console.Write(\"a\"); Console.Write(\"b\\n\");", "1 + 1"));
        var cells = run.Executed.Cells;
        Assert.Equal("""[{"name":"stdout","output_type":"stream","text":["ab\n"]}]""", cells[0].Outputs.ToJsonString());
        Assert.Equal(2, (int?)cells[1].Json["execution_count"]);
        Assert.Equal("execute_result", (string?)cells[1].Outputs[0]!["output_type"]);
        Assert.Equal("2", (string?)cells[1].Outputs[0]!["data"]!["text/plain"]![0]);
    }

    [Fact]
    public void The_run_ends_at_the_first_cell_that_fails_and_keeps_its_error()
    {
        var run = Run(NotebookText.Of("var a = 1;", "throw new Exception(\"no\");", "a"));
        Assert.Equal(2, run.FailedCell);
        Assert.Equal("error", (string?)run.Executed.Cells[1].Outputs[0]!["output_type"]);
        Assert.Empty(run.Executed.Cells[2].Outputs);
    }

    [Fact]
    public void Parameters_are_injected_after_their_declaration_with_the_declared_type()
    {
        var run = Run(NotebookText.Of(("double D = 12; var Name = \"x\"; var Seed = 1;", "parameters"), ("$\"{D / 8} {Name} {Seed}\"", "")),
            new() { ["D"] = "4", ["Name"] = "a \"b\"", ["Seed"] = "7" });
        Assert.Null(run.Error);
        Assert.Equal("injected-parameters", Assert.Single(run.Executed.Cells[1].Tags));
        Assert.Equal("0.5 a \"b\" 7", (string?)run.Executed.Cells[2].Outputs[0]!["data"]!["text/plain"]![0]);
    }

    [Fact]
    public void A_later_cell_updates_what_an_earlier_one_showed()
    {
        var cells = Run(NotebookText.Of("var shown = display(\"a\");", "shown.Update(\"b\");")).Executed.Cells;
        Assert.Equal("b", (string?)Assert.Single(cells[0].Outputs)!["data"]!["text/plain"]![0]);
        Assert.Empty(cells[1].Outputs);
    }

    [Fact]
    public void Clearing_takes_away_what_the_cell_showed_at_once_or_with_the_next_output()
    {
        var cells = Run(NotebookText.Of("display(1); clear_output(); display(2); clear_output(wait: true); Console.Write(3); clear_output(wait: true);")).Executed.Cells;
        Assert.Equal("""[{"name":"stdout","output_type":"stream","text":["3"]}]""", cells[0].Outputs.ToJsonString());
    }

    [Theory]
    [InlineData("Q", "1", "nb has no parameter 'Q'; it has D = 12")]
    [InlineData("D", "twelve", "nb: 'twelve' is no double, the type of parameter D = 12")]
    [InlineData("D", "NaN", "nb: 'NaN' is no double, the type of parameter D = 12")]
    public void A_parameter_that_does_not_fit_is_refused_in_a_sentence(string name, string value, string message)
    {
        var e = Assert.Throws<NotebookException>(() => Run(NotebookText.Of(("double D = 12;", "parameters")), new() { [name] = value }));
        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void Endless_text_is_cut_with_a_word()
    {
        var run = Run(NotebookText.Of("for (var i = 0; i < 30; i++) Console.Write(new string('x', 100_000));"));
        var text = string.Concat(run.Executed.Cells[0].Outputs[0]!["text"]!.AsArray().Select(line => (string?)line));
        Assert.InRange(text.Length, OutputLimit.MaxText, OutputLimit.MaxText + 200);
        Assert.EndsWith("the cell wrote more than 1,000,000 characters]\n", text);
    }

    [Fact]
    public void Progress_is_told_at_the_start_and_end_of_every_cell()
    {
        var seen = new List<RunProgress>();
        Run(NotebookText.Of("var a = 1;", "a"), progress: new Collector(seen));
        Assert.Equal([(1, false), (1, true), (2, false), (2, true)], seen.Select(p => (p.Cell, p.Seconds is not null)));
    }

    [Theory]
    [InlineData("{", "is not a notebook")]
    [InlineData("[]", "the outermost value must be an object")]
    [InlineData("""{"nbformat":3,"nbformat_minor":0,"cells":[]}""", "nbformat is 3.0, expected 4.5 or later")]
    [InlineData("""{"nbformat":4,"nbformat_minor":5}""", "there are no cells")]
    [InlineData("""{"nbformat":4,"nbformat_minor":5,"cells":[{"cell_type":"cod"}]}""", "cell 1 has no cell_type")]
    [InlineData("""{"nbformat":4,"nbformat_minor":5,"cells":[{"cell_type":"code","source":""}]}""", "no metadata")]
    public void A_file_that_is_no_notebook_is_refused_in_a_sentence(string text, string message)
        => Assert.Contains(message, Assert.Throws<NotebookException>(() => NotebookFile.Parse(text, "nb")).Message);

    private NotebookRun Run(string notebook, Dictionary<string, string>? parameters = null, IProgress<RunProgress>? progress = null)
    {
        var path = Path.Combine(_folder, "nb.ipynb");
        File.WriteAllText(path, notebook);
        return Runner.Run(path, parameters ?? [], progress);
    }

    private sealed class Collector(List<RunProgress> seen) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => seen.Add(value);
    }
}
