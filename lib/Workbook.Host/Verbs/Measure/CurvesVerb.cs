using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure curves</c>: quality against bits per pixel of standard and learned codecs.</summary>
internal static class CurvesVerb
{
    public static Command Make()
    {
        var set = new Argument<string>("set") { Description = $"{string.Join(", ", CurvesSet.Keys)}, or a folder of images" };
        var models = new Option<string[]>("--models") { Description = "folders of models (.wlm); without it, data/models", Arity = ArgumentArity.ZeroOrMore };
        var count = new Option<int>("--images") { Description = "most images", DefaultValueFactory = _ => 60 };
        var folder = new Option<string>("--out") { Description = "folder of the result file", DefaultValueFactory = _ => Path.Combine(Repository.Root, "data", "results") };
        var command = new Command("curves", "PSNR and MS-SSIM against bits per pixel: JPEG, JPEG 2000, WebP, AVIF, JPEG XL, HEVC intra, and every learned model at hand.") { set, models, count, folder };
        command.SetAction(parse =>
        {
            var images = CurvesSet.Find(parse.GetValue(set)!);
            var found = parse.GetValue(models) is { Length: > 0 } given ? given : [Path.Combine(Repository.Root, "data", "models")];
            var settings = new MeasureSettings(false, parse.GetValue(count), 0, 1, parse.GetValue(folder)!);
            return MeasurementRun.Execute($"curves-{images.Key}", settings, run => new CurvesMeasurement(run, images, found).Run());
        });
        return command;
    }
}
