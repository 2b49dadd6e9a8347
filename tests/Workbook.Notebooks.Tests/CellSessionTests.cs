using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests;

public class CellSessionTests
{
    private readonly CellSession _session = new(AppContext.BaseDirectory);
    private readonly List<CellOutput> _outputs = [];

    [Fact]
    public void A_cell_sees_what_earlier_cells_declared()
    {
        Run("var x = 3; int Twice(int v) => 2 * v;");
        Assert.True(Run("Twice(x)"));
        Assert.Equal("6", PlainText(Assert.IsType<DisplayOutput>(Assert.Single(_outputs))));
    }

    [Fact]
    public void Console_text_and_shown_values_come_in_order()
    {
        Run("Console.WriteLine(\"before\"); display(1); Console.Error.Write(\"after\");");
        Assert.Equal(["stdout before\n", "display 1", "stderr after"], Merge());
    }

    [Fact]
    public void A_shown_value_is_updated_under_the_same_id()
    {
        Run("var shown = display(\"a\"); shown.Update(\"b\");");
        var displays = _outputs.Cast<DisplayOutput>().ToArray();
        Assert.Equal(displays[0].DisplayId, displays[1].DisplayId);
        Assert.Equal([(false, "a"), (true, "b")], displays.Select(d => (d.IsUpdate, PlainText(d))));
    }

    [Fact]
    public void A_compile_error_names_the_line_and_keeps_the_session()
    {
        Assert.False(Run("int a = 1;\nint b = nonsense;"));
        var error = Assert.IsType<ErrorOutput>(Assert.Single(_outputs));
        Assert.Equal("cell 1, line 2: CS0103: The name 'nonsense' does not exist in the current context", error.Traceback[0]);
        Assert.True(Run("1 + 1"));
    }

    [Fact]
    public void An_exception_names_its_line_and_keeps_what_was_assigned_before()
    {
        Assert.False(Run("var kept = 7;\nthrow new InvalidOperationException(\"bad\");"));
        var error = Assert.IsType<ErrorOutput>(Assert.Single(_outputs));
        Assert.Equal(["InvalidOperationException: bad", "   at cell 1, line 2"], error.Traceback);
        Run("kept");
        Assert.Equal("7", PlainText(Assert.IsType<DisplayOutput>(Assert.Single(_outputs))));
    }

    [Theory]
    [InlineData("while (true) n++;")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("while (true) { await Task.Yield(); n++; }")]
    [InlineData("try { while (true) n++; } catch (Exception) { }")]
    public void A_cell_that_never_ends_is_stopped_and_the_session_goes_on(string code)
    {
        Run("var n = 0L;");
        using var stop = new CancellationTokenSource(200);
        Assert.False(Run(code, stop.Token));
        Assert.Equal("Interrupted", Assert.IsType<ErrorOutput>(_outputs[^1]).Name);
        Assert.True(Run("n"));
    }

    [Theory]
    [InlineData("var kept = 1; while (true) n++;")]
    [InlineData("var kept = 1; await Task.Delay(-1);")]
    [InlineData("var kept = 1; while (!Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken.IsCancellationRequested) n++; kept = 1;")]
    public void A_stopped_cell_keeps_what_it_declared(string code)
    {
        Run("var n = 0L;");
        using var stop = new CancellationTokenSource(200);
        Run(code, stop.Token);
        Assert.True(Run("kept"));
        Assert.Equal("1", PlainText(Assert.IsType<DisplayOutput>(Assert.Single(_outputs))));
    }

    [Fact]
    public void Formatting_a_value_that_never_ends_is_stopped_too()
    {
        using var stop = new CancellationTokenSource(500);
        Assert.False(Run("class Endless { public override string ToString() { while (true) ; } public int P { get { while (true) ; } } }\nnew Endless()", stop.Token));
        Assert.True(Run("1"));
    }

    [Fact]
    public void Asking_for_input_where_nobody_sits_is_an_error_with_a_cure()
    {
        Assert.False(Run("Console.ReadLine()"));
        Assert.Contains("'parameters'", Assert.IsType<ErrorOutput>(Assert.Single(_outputs)).Message);
    }

    [Fact]
    public void What_is_too_much_is_cut_with_a_word()
    {
        Run("for (var i = 0; i < 2000; i++) display(i);");
        Assert.Equal(OutputLimit.MaxDisplays + 1, _outputs.Count);
        Assert.Contains("more than 1,000 values", Assert.IsType<StreamOutput>(_outputs[^1]).Text);
        Run("new string('x', 20_000_000)");
        var display = Assert.IsType<DisplayOutput>(Assert.Single(_outputs));
        Assert.All(display.Data, value => Assert.InRange(value.Value.Length, 1, OutputLimit.MaxText + 300));
        Assert.EndsWith("[cut here: the text has 20,000,000 characters, 1,000,000 are shown]", PlainText(display));
    }

    [Fact]
    public void A_library_named_by_any_path_is_the_hosts_own_copy()
    {
        Run("#r \"elsewhere/Workbook.Codecs.dll\"\nConsole.Write(typeof(Workbook.Codecs.RgbImage).Assembly.Location);");
        Assert.Equal("stdout " + typeof(Workbook.Codecs.RgbImage).Assembly.Location, Assert.Single(Merge()));
    }

    private bool Run(string code, CancellationToken cancel = default)
    {
        _outputs.Clear();
        return _session.Run(code, _outputs.Add, cancel);
    }

    private static string PlainText(DisplayOutput display) => display.Data.Single(d => d.Key == "text/plain").Value;

    private string[] Merge()
    {
        var texts = new List<string>();
        foreach (var output in _outputs)
        {
            var text = output is StreamOutput s ? $"{s.Name} {s.Text}" : $"display {PlainText((DisplayOutput)output)}";
            if (output is StreamOutput more && texts.Count > 0 && texts[^1].StartsWith(more.Name + " ", StringComparison.Ordinal))
                texts[^1] += more.Text;
            else
                texts.Add(text);
        }
        return [.. texts];
    }
}
