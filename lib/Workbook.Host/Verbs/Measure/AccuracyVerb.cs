using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure accuracy</c>: how well a machine classifies what each codec leaves, against its bytes.</summary>
internal static class AccuracyVerb
{
    public static Command Make()
    {
        var set = new Option<string>("--set") { Description = "cracks or fire", DefaultValueFactory = _ => MeasuredSet.Cracks };
        set.AcceptOnlyFromAmong(MeasuredSet.Keys);
        var splits = new Option<int>("--splits") { Description = "random 80/20 splits by group", DefaultValueFactory = _ => 30 };
        var steps = new Option<double[]>("--vertex-step") { Description = "quantizer steps of the vertex streams; repeat for more", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [22, 25, 29, 33, 40, 50] };
        var features = new Option<string?>("--features") { Description = "an ONNX network with an output 'pooled'; without it MobileNetV1 from WORKBOOK_DATA, or features made by hand" };
        var command = new Command("accuracy", "Accuracy against bpp: frozen features and a linear SVM, for every codec.") { set, splits, steps, features };
        var options = new MeasureOptions(command, images: 1500, learnImages: 400);
        command.SetAction(parse => MeasurementRun.Execute($"accuracy-{parse.GetValue(set)}", options.Read(parse),
            run => new AccuracyMeasurement(run, parse.GetValue(set)!, parse.GetValue(splits), parse.GetValue(steps)!, parse.GetValue(features)).Run()));
        return command;
    }
}
