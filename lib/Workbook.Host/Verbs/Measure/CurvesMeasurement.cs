using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Host.Verbs.Train;
using Workbook.Imaging.Standard;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Codes every image with every setting of every codec; a learned architecture's models are one curve.</summary>
/// <remarks>Means as the field takes them: of each image's bpp, PSNR and MS-SSIM. Bits are those of the whole file.</remarks>
internal sealed class CurvesMeasurement(MeasurementRun run, CurvesSet set, IReadOnlyList<string> models)
{
    private const string Anchor = "JPEG 2000", Seconds = "seconds an image";

    private static readonly (string Curve, IImageCodec[] Codecs)[] Standard =
    [
        ("JPEG", [.. Each([5, 10, 20, 35, 55, 75], q => new Jpeg(q))]),
        (Anchor, [.. Each([400, 200, 120, 75, 48, 30, 20], ratio => new Jpeg2000(ratio))]),
        ("WebP", [.. Each([1, 10, 30, 50, 70, 85], q => new WebP(q))]),
        ("AVIF", [.. Each([8, 18, 30, 42, 55, 68], q => new Avif(q))]),
        ("JPEG XL", [.. Each([5, 15, 30, 50, 70, 85], q => new JpegXl(q))]),
        ("HEVC intra 4:2:0", [.. Each([48, 43, 38, 33, 28, 23], qp => new Hevc(qp))]),
        ("HEVC intra 4:4:4", [.. Each([48, 43, 38, 33, 28, 23], qp => new Hevc(qp, fullColor: true))]),
    ];

    /// <summary>Points of the literature on all 24 Kodak images: CompressAI's published results, of models trained for weeks on millions of crops.</summary>
    private static readonly (string Curve, double BitsPerPixel, double Psnr)[] PublishedOnKodak =
    [
        ("mbt2018-mean, published", 0.124, 27.70), ("mbt2018-mean, published", 0.307, 31.13), ("cheng2020-anchor, published", 0.120, 28.58),
        ("HM (HEVC), published", 0.121, 27.75), ("VTM (VVC), published", 0.113, 28.49),
    ];

    private readonly Dictionary<string, List<RatePoint>> _curves = [];

    public void Run()
    {
        var images = set.Read(run.Settings.Images, run.Cancel);
        run.On(set.Name, images.Count);
        run.Parameters["sizes"] = string.Join(", ", images.Select(image => $"{image.Rows} x {image.Columns}").Distinct().Take(4));
        if (Hevc.WhyMissing is { } why)
            run.Parameters["HEVC left out"] = why;
        foreach (var (curve, codecs) in Standard.Where(entry => Hevc.IsAvailable || entry.Codecs[0] is not Hevc))
            foreach (var codec in codecs)
                Measure(curve, codec, images);
        foreach (var file in models)
            Learned(file, images);
        Compare();
        AtEqualSize();
        if (set.Key == "kodak")
            foreach (var (curve, bpp, psnr) in PublishedOnKodak)
                run.Table(RateChart.Published, RateChart.Curve, RateChart.BitsPerPixel, RateChart.Psnr).Add(curve, bpp, psnr);
    }

    private void Learned(string file, IReadOnlyList<RgbImage> images)
    {
        using var codec = LearnedCodec.Load(file);
        var recipe = codec.Record.TryGetValue(TrainRun.RecipeKey, out var text) ? CodecRecipe.FromJson(text, file) : null;
        var trainedOn = recipe is null ? "unknown images" : TrainingImages.NameOf(recipe.Images);
        Measure($"{codec.Architecture.Name} N={codec.Architecture.N}, trained on {trainedOn}", codec, images, atATime: 1); // its networks use all cores
        run.Parameters[$"{codec.Name}, trained on {trainedOn}"] =
            $"fingerprint {codec.Fingerprint[..16]}{(recipe is null ? "" : $", {recipe.Training.Steps} steps of {recipe.Training.BatchSize} crops of {recipe.Training.CropSize} x {recipe.Training.CropSize} from up to {recipe.ImageCount} images")}";
    }

    private void Measure(string curve, IImageCodec codec, IReadOnlyList<RgbImage> images, int? atATime = null)
    {
        var (bytes, bpp, psnr, similarity) = (new double[images.Count], new double[images.Count], new double[images.Count], new double[images.Count]);
        var (encode, decode) = (new double[images.Count], new double[images.Count]);
        ParallelImages.ForEach(run, $"{set.Key}: {codec.Name}", images.Count, i =>
        {
            var began = Stopwatch.GetTimestamp();
            var stream = codec.Encode(images[i]);
            var coded = Stopwatch.GetTimestamp();
            var decoded = codec.Decode(stream);
            (encode[i], decode[i]) = (Stopwatch.GetElapsedTime(began, coded).TotalSeconds, Stopwatch.GetElapsedTime(coded).TotalSeconds);
            (bytes[i], bpp[i]) = (stream.Length, Results.Metrics.BitsPerPixel.Of(stream.Length, images[i].Rows, images[i].Columns));
            psnr[i] = Results.Metrics.Psnr.ForAverage(Results.Metrics.Psnr.Of(images[i], decoded));
            similarity[i] = Math.Min(images[i].Rows, images[i].Columns) >= Results.Metrics.MsSsim.SmallestSide ? Results.Metrics.MsSsim.Of(images[i], decoded) : double.NaN;
        }, atATime);
        run.Table(RateChart.Measured, RateChart.Curve, RateChart.Codec, "bytes", RateChart.BitsPerPixel, RateChart.Psnr, RateChart.MsSsim, $"encode, {Seconds}", $"decode, {Seconds}").Add(
            curve, codec.Name, bytes.Average(), bpp.Average(), psnr.Average(), Results.Metrics.MsSsim.Decibels(similarity.Average()), encode.Average(), decode.Average());
        (_curves.TryGetValue(curve, out var points) ? points : _curves[curve] = []).Add(new RatePoint(bpp.Average(), psnr.Average()));
    }

    /// <summary>BD-rates, where a curve has its four points and shares a range with the anchor's.</summary>
    private void Compare()
    {
        foreach (var (curve, points) in _curves.Where(entry => entry.Key != Anchor && entry.Value.Count >= 4))
            try
            {
                run.Table("BD-rate", RateChart.Curve, $"BD-rate against {Anchor} (%)").Add(curve, BdRate.Percent(BdRate.Envelope(_curves[Anchor]), BdRate.Envelope(points)));
            }
            catch (ArgumentException e)
            {
                run.Parameters[$"no BD-rate of {curve}"] = e.Message;
            }
    }

    /// <summary>PSNR between measured points, by the logarithm of the rate; nothing outside a curve.</summary>
    private void AtEqualSize()
    {
        double[] sizes = [0.125, 0.25, 0.5];
        foreach (var (curve, points) in _curves.Where(entry => entry.Value.Count > 1))
            run.Table("PSNR at equal size", [RateChart.Curve, .. sizes.Select(bpp => FormattableString.Invariant($"dB at {bpp} bpp"))]).Add(
                [curve, .. sizes.Select(bpp => EqualScore.QualityAt(points, bpp) is { } psnr ? (ResultCell)psnr : default)]);
    }

    private static IEnumerable<IImageCodec> Each(int[] settings, Func<int, IImageCodec> make) => settings.Select(make);
}
