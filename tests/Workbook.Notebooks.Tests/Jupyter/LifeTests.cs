using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workbook.Notebooks.Tests.Jupyter;

/// <summary>Interruptions, hostile cells and forged messages, two kernels, restart and shutdown: the tests of life.py.</summary>
public sealed partial class LifeTests(LifeTests.Script script) : IClassFixture<LifeTests.Script>
{
    /// <summary>The names of the tests in the script.</summary>
    public static TheoryData<string> Names() => [.. Name().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "life.py"))).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_kernel_lives_through_it(string name)
    {
        var test = Assert.Single(script.Lines, line => (string?)line["name"] == name);
        Assert.True((string?)test["outcome"] == "passed", (string?)test["words"]);
    }

    [GeneratedRegex(@"def (test_\w+)")]
    private static partial Regex Name();

    private static string Here([CallerFilePath] string path = "") => path;

    /// <summary>The script's run; once for all tests.</summary>
    public sealed class Script : IDisposable
    {
        private readonly JupyterClient _client = new();
        private readonly Lazy<JsonNode[]> _lines;

        public Script() => _lines = new(() =>
            [.. _client.Script("life.py", "jupyter_client", "python3-jupyter-client").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]);

        public IReadOnlyList<JsonNode> Lines => _lines.Value;

        public void Dispose() => _client.Dispose();
    }
}
