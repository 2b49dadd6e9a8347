using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure speed</c>: times of our streams beside standard codecs in process and a Python reference.</summary>
internal static class SpeedVerb
{
    public static Command Make()
    {
        var peer = new Option<string?>("--peer") { Description = "a Python module with the reference codec (Codec, and a learn command)" };
        var model = new Option<string?>("--model") { Description = "a ready model of the peer (.npz); without it the peer learns one first" };
        var python = new Option<string>("--python") { Description = "the Python that runs the peer", DefaultValueFactory = _ => "/usr/bin/python3" };
        var repeats = new Option<int>("--repeats") { Description = "calls in a row of which the median counts", DefaultValueFactory = _ => 3 };
        var command = new Command("speed", "Time encoding and decoding on one core, image by image in turn.") { peer, model, python, repeats };
        var options = new MeasureOptions(command, images: 200, learnImages: 200);
        command.SetAction(parse => MeasurementRun.Execute("speed", options.Read(parse), run => new SpeedMeasurement(run, Math.Max(1, parse.GetValue(repeats)))
        {
            Peer = parse.GetValue(peer),
            Model = parse.GetValue(model),
            Python = parse.GetValue(python)!,
        }.Run()));
        return command;
    }
}
