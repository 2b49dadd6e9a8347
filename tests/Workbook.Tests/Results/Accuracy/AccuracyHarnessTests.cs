using Workbook.Codecs;
using Workbook.Results.Accuracy;
using Workbook.Results.Records;

namespace Workbook.Tests.Results.Accuracy;

public class AccuracyHarnessTests
{
    private static readonly AccuracyOptions Options = new() { Splits = 10, BatchSize = 4, MaxDegreeOfParallelism = 2 };
    private static readonly AccuracyImage[] Images = [.. Enumerable.Range(0, 60)
        .Select(i => new AccuracyImage(i % 2 == 0 ? "plain" : "striped", $"{i / 4}", () => Draw(i), 1000 + i))];

    [Fact]
    public void A_lossless_codec_leaves_the_accuracy_of_the_source_and_infinite_psnr()
    {
        var harness = new AccuracyHarness(Images, new HandmadeFeatures(), Options);
        var source = harness.MeasureSource();
        var raw = Assert.Single(harness.Measure([new LevelCodec(256)]));
        Assert.Equal(1, source.Accuracy.Mean);
        Assert.Equal(source.Accuracies, raw.Accuracies);
        Assert.Equal(0, harness.Difference(raw, source).Mean);
        Assert.All(raw.Psnr, psnr => Assert.Equal(double.PositiveInfinity, psnr));
        Assert.Equal(99, raw.MeanPsnr);
        Assert.Equal((60, 4 + 3 * 20 * 24, 8.0 * (4 + 3 * 20 * 24) / (20 * 24)), (raw.Images, raw.ByteSpread.Mean, raw.MeanBitsPerPixel));
        Assert.Equal(1029.5, source.ByteSpread.Mean);
    }

    [Fact]
    public void A_codec_that_keeps_nothing_leaves_a_guess()
    {
        var harness = new AccuracyHarness(Images, new HandmadeFeatures(), Options);
        var results = harness.Measure([new LevelCodec(256), new LevelCodec(1)]);
        Assert.InRange(results[1].Accuracy.Mean, 0.2, 0.8);
        Assert.True(results[1].MeanPsnr < 30);
        // Confusion rows sum to the test images of the class; both codecs see the same ones.
        Assert.Equal(results[0].Confusion.Select(row => row.Sum()), results[1].Confusion.Select(row => row.Sum()));
        Assert.Equal(results[1].Accuracy.Mean, (double)(results[1].Confusion[0][0] + results[1].Confusion[1][1]) / results[1].Confusion.Sum(row => row.Sum()), 0.02);
    }

    [Fact]
    public void A_classifier_that_learned_from_originals_is_lost_on_what_it_never_saw()
    {
        IImageCodec[] codecs = [new LevelCodec(256), new LevelCodec(2)];
        var lossy = new AccuracyHarness(Images, new HandmadeFeatures(), Options).Measure(codecs);
        var original = new AccuracyHarness(Images, new HandmadeFeatures(), Options with { TrainOnOriginals = true }).Measure(codecs);
        Assert.Equal(lossy[0].Accuracies, original[0].Accuracies);
        Assert.True(original[1].Accuracy.Mean < lossy[1].Accuracy.Mean, $"{original[1].Accuracy.Mean} is not below {lossy[1].Accuracy.Mean}");
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        IImageCodec[] codecs = [new LevelCodec(2)];
        var one = new AccuracyHarness(Images, new HandmadeFeatures(), Options with { MaxDegreeOfParallelism = 1 }).Measure(codecs)[0];
        var two = new AccuracyHarness(Images, new HandmadeFeatures(), Options).Measure(codecs)[0];
        Assert.Equal(one.Bytes, two.Bytes);
        Assert.Equal(one.Psnr, two.Psnr);
        Assert.Equal(one.Accuracies, two.Accuracies);
    }

    [Fact]
    public void Cancelling_keeps_the_finished_codecs_and_they_are_not_measured_again()
    {
        var harness = new AccuracyHarness(Images, new HandmadeFeatures(), Options);
        IImageCodec[] codecs = [new LevelCodec(256), new LevelCodec(4)];
        using var source = new CancellationTokenSource();
        var seen = new Seen(progress =>
        {
            if (progress.CodecNumber == 2)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => harness.Measure(codecs, seen, source.Token));
        Assert.Equal("levels 256", Assert.Single(harness.Finished).Codec);
        var names = new List<string>();
        harness.Measure(codecs, new Seen(progress => { lock (names) names.Add(progress.Codec); }));
        Assert.Equal(["levels 4"], names.Distinct());
        Assert.Equal(15, names.Count);
    }

    [Fact]
    public void A_codec_that_fails_fails_as_itself()
    {
        var harness = new AccuracyHarness(Images, new HandmadeFeatures(), Options);
        Assert.Throws<BitstreamException>(() => harness.Measure([new LevelCodec(0)]));
    }

    [Fact]
    public void A_paired_difference_by_hand()
    {
        static AccuracyResult Result(params double[] accuracies) => new("x", ["a", "b"], [1], [1], [1], accuracies, []);
        var difference = PairedDifference.Between(Result(0.9, 0.8, 1.0), Result(0.8, 0.8, 0.8));
        // Differences 0.1, 0, 0.2: mean 0.1, deviation 0.1; overlap adds 0.2 / 0.8 to 1 / 3.
        Assert.Equal(0.1, difference.Mean, 1e-12);
        Assert.Equal(0.1 / Math.Sqrt(3), difference.StandardError, 1e-12);
        Assert.Equal(0.1 * Math.Sqrt(1.0 / 3 + 0.25), difference.CorrectedStandardError, 1e-12);
    }

    [Fact]
    public void Results_become_a_table_that_a_result_file_keeps()
    {
        var harness = new AccuracyHarness(Images, new HandmadeFeatures(), Options);
        var table = AccuracyTable.Of([harness.MeasureSource()]);
        var record = new RunRecord { Name = "x", Tables = new Dictionary<string, ResultTable> { ["t"] = table } };
        Assert.Equal(table.Rows, ResultFile.Parse(ResultFile.ToBytes(record)).Tables["t"].Rows);
        Assert.Equal([100], table.Numbers("accuracy (%)"));
    }

    // Grey noise; every second image has bright stripes whose phase depends on its number.
    private static RgbImage Draw(int number)
    {
        var random = new SeededRandom((ulong)number);
        var image = new RgbImage(20, 24);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(100 + random.Next(16) + (number % 2 == 1 && (i / 3 % 24 + number) % 6 < 2 ? 40 : 0));
        return image;
    }

    private sealed class Seen(Action<AccuracyProgress> action) : IProgress<AccuracyProgress>
    {
        public void Report(AccuracyProgress value) => action(value);
    }

    /// <summary>Stores every value rounded to a number of levels: 256 lose nothing, 1 keeps nothing, and 0 cannot be decoded.</summary>
    private sealed class LevelCodec(int levels) : IImageCodec
    {
        public string Name => $"levels {levels}";

        public byte[] Encode(RgbImage image) => [(byte)image.Rows, (byte)(image.Rows >> 8), (byte)image.Columns, (byte)(image.Columns >> 8),
            .. image.Pixels.Select(p => (byte)(levels == 256 ? p : levels == 0 ? 0 : p * levels / 256 * 256 / levels + 128 / levels))];

        public RgbImage Decode(ReadOnlySpan<byte> stream) => levels == 0
            ? throw new BitstreamException("nothing was kept")
            : new(stream[0] | stream[1] << 8, stream[2] | stream[3] << 8, stream[4..].ToArray());
    }
}
