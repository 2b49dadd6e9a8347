using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests;

public class HostileCellTests
{
    private readonly CellSession _session = new(AppContext.BaseDirectory) { StackBytes = 1 << 20 };
    private readonly List<CellOutput> _outputs = [];

    [Theory]
    [InlineData("throw new Evil();", "(its message cannot be read: FormatException)")]
    [InlineData("throw new Endless();", "(its message cannot be read: InsufficientExecutionStackException)")]
    [InlineData("throw new Exception(new string('x', 50_000_000));", "[cut here: the message has 50,000,000 characters]")]
    [InlineData("throw new AggregateException(Enumerable.Range(0, 100_000).Select(i => new Exception($\"e{i}\")));", "characters]")]
    [InlineData("throw null;", "Object reference not set to an instance of an object.")]
    [InlineData("async void Late() { await Task.Yield(); throw new Exception(\"async void\"); } Late(); await Task.Delay(-1);", "async void")]
    public void Whatever_a_cell_throws_is_an_error_of_readable_size(string code, string message)
    {
        Run("class Evil : Exception { public override string Message => throw new FormatException(); } class Endless : Exception { public override string Message => Message; }");
        Assert.False(Run(code));
        var error = Assert.IsType<ErrorOutput>(_outputs[^1]);
        Assert.EndsWith(message, error.Message);
        Assert.InRange(error.Traceback.Sum(line => line.Length), 1, 50_000);
    }

    [Theory]
    [InlineData('(')]
    [InlineData('{')]
    [InlineData('[')]
    public void Text_that_the_compiler_cannot_follow_is_an_error(char bracket)
    {
        Assert.False(Run(new string(bracket, 50_000)));
        Assert.Equal("brackets are nested 50,000 deep; at most 1,000 are compiled", Assert.IsType<ErrorOutput>(Assert.Single(_outputs)).Message);
    }

    [Theory]
    [InlineData("void Wrap() { try { Wrap(); } catch (Exception e) { throw new Exception(\"wrapped\", e); } } Wrap();")]
    [InlineData("void Retry() { try { Retry(); } catch { Retry(); } } Retry();")]
    [InlineData("void Clean() { try { Clean(); } finally { Clean(); } } Clean();")]
    public void Recursion_that_uses_up_even_the_stack_for_exceptions_leaves_the_session_its_variables(string code)
    {
        Assert.False(Run($"var kept = 7; {code}"));
        Assert.Equal(nameof(InsufficientExecutionStackException), Assert.IsType<ErrorOutput>(Assert.Single(_outputs)).Name);
        Assert.Equal("7", Shown("kept"));
    }

    [Theory]
    [InlineData("var thread = new System.Threading.Thread(() => throw new FormatException(\"bad\")); thread.Start(); thread.Join();", "FormatException: bad")]
    [InlineData("void F() => F(); var thread = new System.Threading.Thread(F); thread.Start(); thread.Join();", "InsufficientExecutionStackException: ")]
    public void An_exception_that_ends_a_cells_own_thread_is_said_and_ends_nothing_else(string code, string message)
    {
        Assert.True(Run(code));
        Assert.StartsWith($"an exception ended a thread of a cell\n{message}", string.Concat(_outputs.OfType<StreamOutput>().Where(o => o.Name == "stderr").Select(o => o.Text)));
    }

    [Fact]
    public void What_a_cell_leaves_running_goes_on_beside_later_cells()
    {
        Run("async Task<int> Later() { await Task.Delay(100); return 7; } var later = Later();");
        Assert.Equal("7", Shown("await later"));
    }

    [Fact]
    public void A_cell_that_is_left_inside_a_library_keeps_what_it_declared_and_does_not_come_back()
    {
        using var stop = new CancellationTokenSource();
        const string Cell = """
            #r "Workbook.Notebooks.Tests.dll"
            int kept = 7, n = 0;
            Console.Write("on");
            foreach (var x in Workbook.Notebooks.Tests.HostileCellTests.Stubborn)
                n = 1;
            """;
        Assert.False(_session.Run(Cell, _ => stop.Cancel(), stop.Token));
        Assert.Equal("7", Shown("kept++"));
        Release.Set();
        Assert.Equal("8 0", Shown("$\"{kept} {n}\""));
    }

    /// <summary>Busy like a library that neither waits nor knows of cancellation.</summary>
    public static IEnumerable<int> Stubborn
    {
        get
        {
            while (!Release.IsSet)
                Thread.SpinWait(100);
            yield return 1;
        }
    }

    public static ManualResetEventSlim Release { get; } = new();

    [Theory]
    [InlineData("Enumerable.Range(0, int.MaxValue)", "[ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 ... (2147483627 more) ]")]
    [InlineData("IEnumerable<int> Endless() { while (true) yield return 1; } Endless()", "Endless")]
    [InlineData("new int[10_000_000]", "(9999980 more) ]")]
    [InlineData("Enumerable.Range(0, 1000).ToDictionary(i => i, i => Enumerable.Range(0, 1000).ToDictionary(j => j, j => \"x\"))", "Dictionary")]
    [InlineData("class Node { public Node Next { get; set; } } var a = new Node(); a.Next = a; a", "Next: Node")]
    [InlineData("class Node { public Node Next { get; set; } } Node a = null; for (var i = 0; i < 1_000_000; i++) a = new Node { Next = a }; a", "Next: Node")]
    [InlineData("class Thrower { public int Good => 1; public int Bad => throw new FormatException(\"no\"); } new Thrower()", "FormatException: no")]
    [InlineData("class Endless { public int Bad => Bad; } new Endless()", "InsufficientExecutionStackException")]
    [InlineData("new Exception(\"outer\", new Exception(\"inner\"))", "caused by Exception: inner")]
    [InlineData("(object)null", "<null>")]
    [InlineData("Task.Delay(-1)", "WaitingForActivation")]
    public void Whatever_a_cell_returns_is_shown_in_readable_size(string code, string text)
    {
        Assert.Contains(text, Shown(code));
        Assert.All(Assert.IsType<DisplayOutput>(_outputs[^1]).Data, value => Assert.InRange(value.Value.Length, 1, 100_000));
    }

    private string Shown(string code)
    {
        Run(code);
        return Assert.IsType<DisplayOutput>(Assert.Single(_outputs)).Data.Single(d => d.Key == "text/plain").Value;
    }

    private bool Run(string code)
    {
        _outputs.Clear();
        return _session.Run(code, _outputs.Add);
    }
}
