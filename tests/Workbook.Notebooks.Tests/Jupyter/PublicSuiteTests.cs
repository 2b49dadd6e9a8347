using System.Text.Json.Nodes;

namespace Workbook.Notebooks.Tests.Jupyter;

/// <summary>The suite that every Jupyter kernel can be tried by (jupyter_kernel_test).</summary>
public sealed class PublicSuiteTests(JupyterClient client) : IClassFixture<JupyterClient>
{
    private static readonly string[] NotClaimed = ["test_pager"]; // opening a help page by a reply is on its way out of the protocol

    [Fact]
    public void The_whole_suite_passes_but_for_what_the_kernel_does_not_claim()
    {
        var tests = client.Script("kernel_suite.py", "jupyter_kernel_test", "python3-jupyter-kernel-test")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Empty(Names(tests, "failed").Select(name => $"{name}: {tests.First(test => (string?)test["name"] == name)["words"]}"));
        Assert.Equal(NotClaimed, Names(tests, "skipped"));
        Assert.InRange(Names(tests, "passed").Count(), 11, int.MaxValue);
    }

    private static IEnumerable<string> Names(JsonNode[] tests, string outcome)
        => tests.Where(test => (string?)test["outcome"] == outcome).Select(test => (string)test["name"]!);
}
