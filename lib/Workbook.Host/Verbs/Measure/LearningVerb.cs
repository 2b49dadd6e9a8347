using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure learning</c>: how long knowledge acquisition takes, beside the Python reference.</summary>
internal static class LearningVerb
{
    public static Command Make()
    {
        var peer = new Option<string?>("--peer") { Description = "a Python module with the reference's learn command" };
        var python = new Option<string>("--python") { Description = "the Python that runs the peer", DefaultValueFactory = _ => "/usr/bin/python3" };
        var command = new Command("learning", "Time knowledge acquisition: whole programs, from start to the written file.") { peer, python };
        var options = new MeasureOptions(command, learnImages: 400);
        command.SetAction(parse => MeasurementRun.Execute("learning", options.Read(parse) with { Images = 4 },
            run => new LearningMeasurement(run, parse.GetValue(python)!, parse.GetValue(peer)).Run()));
        return command;
    }
}
