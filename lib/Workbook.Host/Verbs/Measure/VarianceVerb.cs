using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure variance</c>: how much stream sizes differ between images at one setting.</summary>
internal static class VarianceVerb
{
    public static Command Make()
    {
        var command = new Command("variance", "Spread of the stream sizes of every codec at a fixed setting, as box plots.");
        var options = new MeasureOptions(command, images: 400, learnImages: 400);
        command.SetAction(parse => MeasurementRun.Execute("variance", options.Read(parse), VarianceMeasurement.Run));
        return command;
    }
}
