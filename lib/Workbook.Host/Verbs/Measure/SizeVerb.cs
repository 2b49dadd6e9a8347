using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure size</c>: how small the three kinds of stream are, on cracks and on fire.</summary>
internal static class SizeVerb
{
    public static Command Make()
    {
        var command = new Command("size", "Sizes of the three streams: the formula, the saving of compact, vertex at equal PSNR, a grid-only control.");
        var options = new MeasureOptions(command, images: 200, learnImages: 400);
        command.SetAction(parse => MeasurementRun.Execute("size", options.Read(parse), SizeMeasurement.Run));
        return command;
    }
}
