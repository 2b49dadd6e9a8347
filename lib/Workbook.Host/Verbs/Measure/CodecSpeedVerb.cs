using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure codecs</c>: what encoding and decoding with the learned codecs takes, part by part.</summary>
internal static class CodecSpeedVerb
{
    public static Command Make()
    {
        var repeats = new Option<int>("--repeats") { Description = "calls for each image, of which the fastest counts", DefaultValueFactory = _ => 5 };
        var only = new Option<string>("--only") { Description = "only codecs whose name has this in it, such as cheng or N=32", DefaultValueFactory = _ => "" };
        var command = new Command("codecs", "Time the learned codecs at 768 x 512, part by part, and their range coder. Kodak where WORKBOOK_DATA has it, else scenes.") { repeats, only };
        var options = new MeasureOptions(command, images: 4);
        command.SetAction(parse => MeasurementRun.Execute("codec-speed", options.Read(parse), run =>
            new CodecSpeedMeasurement(run, Math.Max(1, parse.GetValue(repeats))) { Only = parse.GetValue(only)! }.Run()));
        return command;
    }
}
