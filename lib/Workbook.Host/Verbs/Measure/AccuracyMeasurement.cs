using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Sets;
using Workbook.Results.Accuracy;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Accuracy against bytes, every codec on the same images and the same splits.</summary>
/// <remarks>Knowledge is never learned from an image that it codes: a large set gives other images to learn from, a small one is coded in
/// two folds, each with the knowledge of the other.</remarks>
internal sealed class AccuracyMeasurement(MeasurementRun run, string key, int splits, double[] vertexSteps, string? features)
{
    private const double Gaussian = 2, CoarseDivisor = 48;
    private static readonly (double Step, double Sigma)[] Smoothed = [(22, 2.5), (25, 2.5), (33, 2)];
    private const int ControlImages = 40;

    public void Run()
    {
        var (folds, images) = (MeasuredFolds.Make(key, run), new List<AccuracyImage>());
        foreach (var (image, labelled) in folds.Images.Zip(folds.Set.Images))
            images.Add(new(folds.Set.Labels[labelled.Label], labelled.Group, () => image, labelled.Path is { } path ? new FileInfo(path).Length : null));
        var extractor = Extractor();
        using var network = extractor as IDisposable;
        (run.Parameters["features"], run.Parameters["splits"]) = (extractor.Name, $"{splits} of 80/20 by group");
        var harness = new AccuracyHarness(images, extractor, new AccuracyOptions { Splits = splits, Seed = run.Settings.Seed });
        var progress = new Relay<AccuracyProgress>(p => run.Progress.Show($"{p.Codec} ({p.CodecNumber} of {p.CodecCount})", p.Images, p.ImageCount));
        var knowledges = folds.Knowledges;
        List<AccuracyResult> results = [];
        IImageCodec?[] codecs = [CodecList.Rival, null, .. Ours(knowledges, folds), .. CodecList.Standard, .. CodecList.Shrunken];
        foreach (var codec in codecs)
        {
            results.Add(codec is null ? harness.MeasureSource(progress, run.Cancel) : harness.Measure([codec], progress, run.Cancel)[0]);
            Add(harness, results);
        }
    }

    private void Add(AccuracyHarness harness, List<AccuracyResult> results)
    {
        run.Tables["accuracy"] = AccuracyTable.Of(results);
        var (last, rival) = (results[^1], results[0]);
        Console.WriteLine($"{last.Codec}: {last.ByteSpread.Mean:0.0} bytes, {last.MeanBitsPerPixel:0.0000} bpp, {100 * last.Accuracy.Mean:0.00} %");
        run.Tables[$"difference from {rival.Codec}"] = AccuracyTable.Differences(harness, results, rival);
    }

    private IEnumerable<IImageCodec> Ours(IReadOnlyList<MagicKnowledge> knowledges, MeasuredFolds folds)
    {
        var (paper, compact) = (new MagicOptions { Profile = MagicProfile.Paper }, new MagicOptions { Profile = MagicProfile.Compact });
        IImageCodec Folded(MagicOptions options, double gaussian = 0) => new FoldedCodec(folds.FoldOf,
            [.. knowledges.Select(knowledge => CodecList.Magic(knowledge, options, gaussian))]);
        yield return Folded(paper);
        yield return Folded(paper with { PointDivisor = CoarseDivisor });
        yield return Folded(compact);
        yield return Folded(compact, Gaussian);
        yield return Folded(compact with
        {
            PointDivisor = RateCurves.NoPoints,
            GridStep = CodecList.EqualBytesGrid(knowledges[0], compact, ControlSample(folds)),
        });
        foreach (var step in vertexSteps)
            yield return Folded(new MagicOptions { Profile = MagicProfile.Vertex, QuantizerStep = step });
        foreach (var (step, sigma) in Smoothed)
            yield return Folded(new MagicOptions { Profile = MagicProfile.Vertex, QuantizerStep = step }, sigma);
    }

    // Evenly spaced, since the images are sorted by label.
    private static RgbImage[] ControlSample(MeasuredFolds folds)
    {
        RgbImage[] first = [.. folds.Images.Where(image => folds.FoldOf(image) == 0)];
        return [.. first.Where((_, i) => i % Math.Max(1, first.Length / ControlImages) == 0)];
    }

    private IFeatureExtractor Extractor() => features is null
        ? Features.Best(DataRoot.IsSet ? DataRoot.FromEnvironment().Path : null) : new OnnxFeatures(features);
}
