using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Results.Accuracy;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Classification: frozen features and a linear SVM, which learns and is tested on splits by group of the measured images.</summary>
internal sealed class ClassifyingTask : GridTask
{
    private readonly RememberedFeatures features = new(Features.Best());
    private readonly Dictionary<RgbImage, int> places = new(ReferenceEqualityComparer.Instance);
    private readonly string[] labels;
    private readonly string[] groups;
    private readonly int splits;

    private ClassifyingTask(string word, ImageSet set, GridPlan plan, CancellationToken cancel)
    {
        var parts = Split.ByGroup(set.Images, Math.Clamp((double)plan.Images / set.Images.Count, 0.1, 0.9), PartsSeed);
        var (learning, measured) = (Some(set, parts.Train, plan.LearnImages), Some(set, parts.Test, plan.Images));
        (Word, Name, splits) = (word, set.Name, plan.Splits);
        (Learning, Measured) = (learning.Read(cancel: cancel), measured.Read(cancel: cancel));
        (labels, groups) = ([.. measured.Images.Select(image => set.Labels[image.Label])], [.. measured.Images.Select(image => image.Group)]);
        foreach (var (place, image) in Measured.Index())
            places[image] = place;
    }

    public override string Word { get; }

    public override string Name { get; }

    public override IReadOnlyList<RgbImage> Learning { get; }

    public override IReadOnlyList<RgbImage> Measured { get; }

    public override IReadOnlyList<string> Scores { get; } = ["accuracy"];

    public override string Reader => $"{features.Name} and a linear SVM, {splits} splits";

    /// <summary>Cracks in concrete.</summary>
    public static ClassifyingTask Cracks(GridPlan plan, CancellationToken cancel) => new("cracks", Domain.Cracks(PerLabel(plan), side: plan.Side), plan, cancel);

    /// <summary>Forest fires.</summary>
    public static ClassifyingTask Fires(GridPlan plan, CancellationToken cancel) => new("fires", Domain.Fires(PerLabel(plan), side: plan.Side), plan, cancel);

    public override IReadOnlyDictionary<string, double> Score(GridReading reading, GridWork work)
    {
        var images = Measured.Select((image, i) => new AccuracyImage(labels[i], groups[i], () => image)).ToArray();
        var options = new AccuracyOptions { Splits = splits, Seed = reading.Seed, TrainOnOriginals = reading.Reader == ScoreChart.Originals };
        var result = new AccuracyHarness(images, features, options).Measure([new Restored(this, reading.Decoded)], cancel: work.Cancel)[0];
        return new Dictionary<string, double> { ["accuracy"] = result.Accuracy.Mean };
    }

    public override void Dispose() => features.Dispose();

    private static int PerLabel(GridPlan plan) => (plan.Images + plan.LearnImages + 1) / 2;

    private static ImageSet Some(ImageSet set, int[] part, int most) => set.Part(part).Take(Math.Max(1, most / 2));

    /// <summary>Gives images that were restored before, so that all readers share one coding of them.</summary>
    private sealed class Restored(ClassifyingTask task, IReadOnlyList<RgbImage> images) : IImageCodec
    {
        public string Name => "restored before";

        public byte[] Encode(RgbImage image) => BitConverter.GetBytes(task.places[image]);

        public RgbImage Decode(ReadOnlySpan<byte> stream) => images[BitConverter.ToInt32(stream)];
    }
}
