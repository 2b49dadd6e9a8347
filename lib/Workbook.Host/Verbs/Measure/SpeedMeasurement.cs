using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Times on one core: every codec takes every image in turn, and the first of them changes from image to image.</summary>
/// <remarks>Only encoding and decoding of images in memory are timed, in the peer's process too.</remarks>
internal sealed class SpeedMeasurement(MeasurementRun run, int repeats)
{
    public const string Times = "times", Ours = "MAGIC ", Reference = "Python reference";
    private const int WarmUpImages = 10, WarmUpRepeats = 30, PeerWarmUpRepeats = 1;

    public string? Peer { get; init; }

    public string? Model { get; init; }

    public required string Python { get; init; }

    public void Run()
    {
        var set = MeasuredSet.Halves(MeasuredSet.Cracks, run.Settings);
        var images = set.Measured.Read(cancel: run.Cancel);
        run.On(set.Name, images.Length);
        var knowledge = run.Learn(set.Key, set.Learning.Read(cancel: run.Cancel), KnowledgeOptions.Default);
        run.Parameters["learned from"] = $"{set.Learning.Images.Count} other images, by every MAGIC codec alike";
        run.Parameters["cores"] = "1";
        run.Parameters["counted"] = $"median of {repeats} calls in a row for each image; encoding and decoding of images in memory only";
        using var files = new PeerImages(set.Learning);
        using var bound = OneCore.BindMainThread();
        using var peer = Peer is null ? null : new Peer(Python, Peer, Model ?? PeerModel.Learn(run, Python, Peer, files));
        var contestants = Contestants(knowledge, peer);
        try
        {
            Time(contestants, images);
        }
        finally
        {
            if (contestants.All(c => c.Encode.Count > 0))
                Report(contestants);
        }
    }

    private static Contestant[] Contestants(MagicKnowledge knowledge, Peer? peer)
    {
        IImageCodec[] ours = [.. Enum.GetValues<MagicProfile>().Select(profile => CodecList.Magic(knowledge, new MagicOptions { Profile = profile }))];
        List<Contestant> all = [.. ours.Concat(CodecList.Standard).Select(codec => new CodecContestant(codec))];
        if (peer is not null)
            all.Add(new PeerContestant(Reference, peer, "reference", MagicOptions.Default.PointDivisor));
        if (peer?.Codecs.Contains("webp") == true)
            all.Add(new PeerContestant("WebP q=1 (OpenCV)", peer, "webp", 0));
        return [.. all];
    }

    private void Time(Contestant[] contestants, RgbImage[] images)
    {
        foreach (var contestant in contestants)
            for (var i = 0; i < Math.Min(WarmUpImages, images.Length); i++)
            {
                run.Progress.Show($"warming up {contestant.Name}", i, WarmUpImages);
                contestant.WarmUp(images[i], contestant.Name.StartsWith(Ours, StringComparison.Ordinal) ? WarmUpRepeats : PeerWarmUpRepeats);
                run.Cancel.ThrowIfCancellationRequested();
            }
        for (var i = 0; i < images.Length; i++)
        {
            for (var k = 0; k < contestants.Length; k++)
                contestants[(i + k) % contestants.Length].Time(images[i], repeats);
            run.Progress.Show("timing", i + 1, images.Length);
            run.Cancel.ThrowIfCancellationRequested();
        }
    }

    private void Report(Contestant[] contestants)
    {
        var times = run.Table(Times, "codec", "images", "bytes", "bpp", "encode lower quartile (ms)", "encode median (ms)", "encode upper quartile (ms)",
            "decode lower quartile (ms)", "decode median (ms)", "decode upper quartile (ms)");
        foreach (var contestant in contestants)
        {
            var (encode, decode) = (BoxPlot.Of(contestant.Encode), BoxPlot.Of(contestant.Decode));
            times.Add(contestant.Name, encode.Count, contestant.MeanBytes, contestant.MeanBitsPerPixel, encode.LowerQuartile, encode.Median,
                encode.UpperQuartile, decode.LowerQuartile, decode.Median, decode.UpperQuartile);
        }
        foreach (var ours in contestants.Where(IsOurs))
            foreach (var other in contestants.Where(c => !IsOurs(c)))
                Compare(ours, other);
    }

    // Times of the other codec over ours, image by image: above 1 ours is the faster one.
    private void Compare(Contestant ours, Contestant other)
    {
        var encode = BoxPlot.Of(other.Encode.Zip(ours.Encode, (a, b) => a / b));
        var decode = BoxPlot.Of(other.Decode.Zip(ours.Decode, (a, b) => a / b));
        run.Table("ratios", "ours", "other", "encode lower quartile (times)", "encode median (times)", "encode upper quartile (times)",
            "decode lower quartile (times)", "decode median (times)", "decode upper quartile (times)").Add(ours.Name, other.Name,
            encode.LowerQuartile, encode.Median, encode.UpperQuartile, decode.LowerQuartile, decode.Median, decode.UpperQuartile);
        run.Metrics[$"{ours.Name} encodes faster than {other.Name} (times)"] = encode.Median;
        run.Metrics[$"{ours.Name} decodes faster than {other.Name} (times)"] = decode.Median;
    }

    private static bool IsOurs(Contestant contestant) => contestant.Name.StartsWith(Ours, StringComparison.Ordinal);
}
