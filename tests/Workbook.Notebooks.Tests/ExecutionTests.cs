namespace Workbook.Notebooks.Tests;

public class ExecutionTests
{
    [Theory]
    [MemberData(nameof(Book.All), MemberType = typeof(Book))]
    public void The_notebook_runs_to_its_end_in_quick_mode(string name)
    {
        var run = Book.Run(name);
        Assert.True(run.Error is null, $"code cell {run.FailedCell}: {string.Join("\n", run.Error?.Traceback ?? [])}");
        Assert.DoesNotContain(run.Executed.Cells.SelectMany(cell => cell.Outputs), output => (string?)output!["name"] == "stderr");
    }
}
