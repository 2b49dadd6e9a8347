using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure energy</c>: from which price of a bit on our streams save energy.</summary>
internal static class EnergyVerb
{
    public static Command Make()
    {
        var watts = new Option<double>("--watts") { Description = "power that the device draws while it computes, in W", DefaultValueFactory = _ => 1 };
        var command = new Command("energy", "Energy cut-offs from the times and bytes that 'measure speed' wrote.") { watts };
        var options = new MeasureOptions(command);
        command.SetAction(parse => MeasurementRun.Execute("energy", options.Read(parse), run => EnergyMeasurement.Run(run, parse.GetValue(watts))));
        return command;
    }
}
