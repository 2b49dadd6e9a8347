using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure hosts</c>: what it costs to run cells without a front end and in the Jupyter kernel.</summary>
internal static class HostsVerb
{
    public static Command Make()
    {
        var repeats = new Option<int>("--repeats") { Description = "how often each whole process is timed", DefaultValueFactory = _ => 7 };
        var command = new Command("hosts", "Time the runner and the Jupyter kernel: start, cells, whole notebooks, memory, completion.") { repeats };
        var options = new MeasureOptions(command);
        command.SetAction(parse => MeasurementRun.Execute("hosts", options.Read(parse), run => new HostsMeasurement(run, parse.GetValue(repeats)).Run()));
        return command;
    }
}
