using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Scenes;
using Workbook.Imaging.Sets;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Times of the learned codecs on images of 512 rows and 768 columns, part by part; and of their range coder.</summary>
internal sealed class CodecSpeedMeasurement(MeasurementRun run, int repeats)
{
    private const int Rows = 512, Columns = 768;

    /// <summary>The published sizes, and those of the models that come with the workbook.</summary>
    private static readonly ModelArchitecture[] Architectures =
    [
        new("bmshj2018-factorized", 128, 192), new("bmshj2018-hyperprior", 128, 192), new("mbt2018-mean", 128, 192), new("mbt2018-mean", 192, 320),
        new("cheng2020-anchor", 128, 128), new("cheng2020-anchor", 192, 192), new("mbt2018-mean", 32, 48), new("cheng2020-anchor", 32, 32),
    ];

    /// <summary>Part of the names of the codecs to time; empty for all.</summary>
    public string Only { get; init; } = "";

    public void Run()
    {
        var images = Images();
        run.Parameters["threads"] = $"{torch.get_num_threads()}";
        run.Parameters["counted"] = $"median over the images, of each the fastest of {repeats} calls after one to warm up; images in memory only";
        run.Parameters["integers"] = "the hyper-decoder and the context model, which tell tables and means exactly";
        RangeCoderSpeed.Measure(run);
        foreach (var (name, weights, make) in Codecs().Where(codec => codec.Name.Contains(Only, StringComparison.Ordinal)))
        {
            using var codec = make();
            Time(name, weights, codec, images);
        }
    }

    /// <remarks>Drawn weights cost what trained ones do in the networks; their latents are another matter, so their bytes say nothing.</remarks>
    private static IEnumerable<(string Name, string Weights, Func<LearnedCodec> Make)> Codecs() =>
    [
        .. Architectures.Select(architecture => ($"{architecture}", "drawn", new Func<LearnedCodec>(() => Drawn(architecture)))),
        .. ShippedModels.Names.Select(name => (name, "trained", new Func<LearnedCodec>(() => ShippedModels.Load(name)))),
    ];

    private static LearnedCodec Drawn(ModelArchitecture architecture)
    {
        using var network = architecture.Create(seed: 1);
        return LearnedCodec.Of(network, device: "cpu");
    }

    private IReadOnlyList<RgbImage> Images()
    {
        const string Kodak = "kodak";
        if (!run.Settings.Scenes && DataRoot.IsSet)
        {
            var set = CurvesSet.Find(Kodak);
            RgbImage[] photos = [.. set.Read(run.Settings.Images, run.Cancel).Where(image => image.Columns == Columns)];
            run.On($"{set.Name}, those of {Rows} x {Columns}", photos.Length);
            return photos;
        }
        var size = new SceneOptions { Rows = Rows, Columns = Columns };
        run.On($"scenes of {Rows} x {Columns}", run.Settings.Images);
        return [.. Enumerable.Range(0, run.Settings.Images).Select(i => (i % 2 == 0 ? CrackScenes.Make(i, run.Settings.Seed, size) : FireScenes.Make(i, run.Settings.Seed, size)).Image)];
    }

    private void Time(string name, string weights, LearnedCodec codec, IReadOnlyList<RgbImage> images)
    {
        using var stages = new CodecStages(codec);
        var (encode, decode, bytes) = Code(name, stages, images, oneByOne: false);
        var table = run.Table("times", "codec", "weights", "bytes", "encode (ms)", "of it networks", "of it integers", "of it range coder",
            "decode (ms)", "of it networks ", "of it integers ", "of it range coder ");
        table.Add(name, weights, bytes, Median(encode, c => c.Total), Median(encode, c => c.Networks), Median(encode, c => c.Integers), Median(encode, c => c.Range),
            Median(decode, c => c.Total), Median(decode, c => c.Networks), Median(decode, c => c.Integers), Median(decode, c => c.Range));
        run.Metrics[$"{name}, {weights}, encode (ms)"] = Median(encode, c => c.Total);
        run.Metrics[$"{name}, {weights}, decode (ms)"] = Median(decode, c => c.Total);
        if (codec.Network is Cheng2020Model)
            CompareWaves(name, weights, decode, Code(name, stages, images, oneByOne: true).Decode);
    }

    private void CompareWaves(string name, string weights, StageClock[] waves, StageClock[] oneByOne)
    {
        double Gain(Func<StageClock, double> part) => BoxPlot.Of(oneByOne.Zip(waves, (a, b) => part(a) / part(b))).Median;
        var (integers, whole) = (Gain(clock => clock.Integers), Gain(clock => clock.Total));
        run.Table("context model", "codec", "weights", "decode in waves (ms)", "decode one by one (ms)", "waves are faster, integers (times)", "waves are faster, whole decoder (times)")
            .Add(name, weights, Median(waves, c => c.Total), Median(oneByOne, c => c.Total), integers, whole);
        run.Metrics[$"{name}, {weights}, waves over one by one, whole decoder (times)"] = whole;
    }

    private (StageClock[] Encode, StageClock[] Decode, double Bytes) Code(string name, CodecStages stages, IReadOnlyList<RgbImage> images, bool oneByOne)
    {
        var (encode, decode, bytes) = (new StageClock[images.Count], new StageClock[images.Count], 0L);
        for (var i = 0; i < images.Count; i++)
        {
            run.Progress.Show(oneByOne ? $"{name}, one by one" : name, i, images.Count);
            var payload = stages.Encode(images[i], oneByOne).Payload;
            stages.Decode(payload, (images[i].Rows, images[i].Columns), oneByOne);
            encode[i] = Fastest(() => stages.Encode(images[i], oneByOne).Times);
            decode[i] = Fastest(() => stages.Decode(payload, (images[i].Rows, images[i].Columns), oneByOne).Times);
            bytes += payload.Length;
            run.Cancel.ThrowIfCancellationRequested();
        }
        return (encode, decode, (double)bytes / images.Count);
    }

    private StageClock Fastest(Func<StageClock> code) => Enumerable.Range(0, repeats).Select(_ => code()).MinBy(clock => clock.Total)!;

    private static double Median(IEnumerable<StageClock> clocks, Func<StageClock, double> part) => BoxPlot.Of([.. clocks.Select(part)]).Median;
}
