using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Workbook.Host.Jupyter;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A <see cref="StepServer"/> in a process of its own, or a peer that speaks as it does.</summary>
internal sealed class StepProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts this program again.</summary>
    /// <param name="recipe">What is trained, and how: JSON.</param>
    /// <param name="environment">What its libraries are told.</param>
    public StepProcess(string recipe, params IEnumerable<(string Name, string Value)> environment)
        : this([KernelCommand.OfThisProgram().Dotnet, KernelCommand.OfThisProgram().Workbook, "measure", "training", "--serve"], recipe, environment)
    {
    }

    /// <summary>Starts any program.</summary>
    public StepProcess(string[] command, string recipe, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.StandardInput.WriteLine(JsonNode.Parse(recipe)!.ToJsonString());
    }

    /// <summary>The times of all steps asked for, in milliseconds.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The loss of the last step.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>Memory that the process has in use, in MiB.</summary>
    public double Mebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Takes steps.</summary>
    /// <exception cref="IOException">The process has ended.</exception>
    public void Step(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _process.StandardInput.WriteLine();
            _process.StandardInput.Flush();
            var answer = _process.StandardOutput.ReadLine()?.Split(' ') ?? throw new IOException("a training's process ended early; its last words are above");
            Times.Add(double.Parse(answer[0], CultureInfo.InvariantCulture));
            Loss = double.Parse(answer[1], CultureInfo.InvariantCulture);
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        _process.Dispose();
    }
}
