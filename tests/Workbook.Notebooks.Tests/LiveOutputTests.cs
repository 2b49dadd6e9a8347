using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests;

/// <summary>Values that change in place, in the project's own engine.</summary>
public class LiveOutputTests
{
    private readonly CellSession _session = new(AppContext.BaseDirectory);
    private readonly List<CellOutput> _outputs = [];

    public LiveOutputTests() => Run("#r \"Workbook.Results.dll\"\nusing Workbook.Results.Live;");

    [Theory]
    [InlineData("")]
    [InlineData("throw new Exception(\"no\");")]
    public void What_waits_for_the_end_of_a_cell_can_still_show_values(string code)
    {
        Run("var shown = display(\"runs\"); Microsoft.DotNet.Interactive.KernelInvocationContext.Current.OnComplete(_ => shown.Update(\"ended\"));\n" + code);
        Assert.Equal(["runs", "ended"], Texts());
    }

    [Fact]
    public void What_fails_at_the_end_of_a_cell_is_the_cells_error()
    {
        Assert.False(Run("Microsoft.DotNet.Interactive.KernelInvocationContext.Current.OnComplete(_ => throw new Exception(\"late\"));"));
        Assert.Equal("late", Assert.IsType<ErrorOutput>(Assert.Single(_outputs)).Message);
        Assert.True(Run("1 + 1"));
    }

    [Theory]
    [InlineData("while (!Screen.Cancellation.IsCancellationRequested) ;")]
    [InlineData("while (true) ;")]
    public void A_stopped_loop_leaves_a_line_that_says_where_and_a_chart_with_all_points(string loop)
    {
        using var stop = new CancellationTokenSource();
        Run("""
            var curve = new LiveChart("step", "loss");
            var line = new ProgressLine<int>(step =>
            {
                curve.Add("training", step, 1.0 / step);
                return new("training", step, 1000);
            });
            for (var step = 1; step <= 5; step++)
                line.Report(step);
            Console.WriteLine("now");
            """ + "\n" + loop, stop);
        Assert.StartsWith("training: stopped at 5 of 1000, after ", Texts().Last(text => text.StartsWith("training", StringComparison.Ordinal)));
        Assert.Equal("line chart: loss against step; 5 points in training", Texts().Last(text => text.StartsWith("line chart", StringComparison.Ordinal)));
        Run("curve.Chart");
        Assert.Equal("line chart: loss against step; 5 points in training", Assert.Single(Texts()));
    }

    private IEnumerable<string> Texts() => _outputs.OfType<DisplayOutput>().Select(display => display.Data.Single(d => d.Key == "text/plain").Value);

    // Stops the cell once it has written to its console.
    private bool Run(string code, CancellationTokenSource? stop = null)
    {
        _outputs.Clear();
        return _session.Run(code, Take, stop?.Token ?? default);

        void Take(CellOutput output)
        {
            _outputs.Add(output);
            if (output is StreamOutput)
                stop?.CancelAfter(0);
        }
    }
}
