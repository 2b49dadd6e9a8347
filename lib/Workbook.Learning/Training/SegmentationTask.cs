using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Imaging.Volumes;

namespace Workbook.Learning.Training;

/// <summary>A set with labels in two parts that share no patient or sequence: one to train on, one to score on.</summary>
public abstract class SegmentationTask : IDisposable
{
    private const ulong PartsSeed = 1; // whatever a training's seed is, the same groups are left out, so that any model can be scored on them

    private protected SegmentationTask(string name, IReadOnlyList<string> classes, IReadOnlyList<LabelledCase> heldOut)
        => (Name, Classes, HeldOut) = (name, classes, heldOut);

    /// <summary>The set's name, as shown in titles and result files.</summary>
    public string Name { get; }

    /// <summary>What the class indices mean; 0 is the background.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Channels of the label map: 1 for one object, else the classes with the background.</summary>
    public int Channels => Classes.Count == 2 ? 1 : Classes.Count;

    /// <summary>2 for images, 3 for volumes.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Cases to train on.</summary>
    public abstract int Count { get; }

    /// <summary>Whole cases to score on, which no training sees.</summary>
    public IReadOnlyList<LabelledCase> HeldOut { get; }

    /// <summary>Images: crops of the options' size.</summary>
    /// <param name="set">The set; all images at least as large as a crop.</param>
    /// <param name="testShare">Share of the cases to score on, whole groups.</param>
    /// <param name="mostHeldOut">Most cases to score on.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>All images are in memory; the caller disposes it.</returns>
    public static SegmentationTask Of(SegmentationSet<RgbImage, LabelImage> set, double testShare = 0.3, int mostHeldOut = int.MaxValue, CancellationToken cancel = default)
    {
        var (train, test) = Parts(set, testShare, mostHeldOut, cancel);
        return Of(set.Name, set.Classes, train, test);
    }

    /// <summary>Images that are in memory, parted already: crops of the options' size.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="classes">What the class indices mean; 0 is the background.</param>
    /// <param name="train">To train on; all images at least as large as a crop.</param>
    /// <param name="heldOut">To score on; no patient or sequence of these is among those to train on.</param>
    /// <returns>The caller disposes it.</returns>
    public static SegmentationTask Of(string name, IReadOnlyList<string> classes, IReadOnlyList<(RgbImage Image, LabelImage Labels)> train, IReadOnlyList<(RgbImage Image, LabelImage Labels)> heldOut)
        => new Images(name, classes, [.. train], [.. heldOut.Select(one => LabelledCase.Of(one.Image, one.Labels))]);

    /// <summary>Volumes: random boxes, half of them on the foreground.</summary>
    /// <param name="set">The set.</param>
    /// <param name="crop">Sizes of the boxes.</param>
    /// <param name="testShare">Share of the cases to score on, whole groups.</param>
    /// <param name="mostHeldOut">Most cases to score on.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>All scans are in memory; the caller disposes it.</returns>
    public static SegmentationTask Of(SegmentationSet<Volume, LabelVolume> set, VolumeShape crop, double testShare = 0.3, int mostHeldOut = int.MaxValue, CancellationToken cancel = default)
    {
        var (train, test) = Parts(set, testShare, mostHeldOut, cancel);
        return new Scans(set, crop, train, [.. test.Select(one => LabelledCase.Of(one.Image, one.Labels))]);
    }

    /// <summary>What a training draws from.</summary>
    /// <param name="options">Size of a batch, and of crops of images.</param>
    /// <exception cref="ArgumentException">An image is smaller than a crop.</exception>
    public abstract IPairBatches Batches(TrainingOptions options);

    /// <summary>A whole case of those to train on, for what is learned after the networks.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <returns>The caller disposes it.</returns>
    public abstract LabelledCase Trained(int index);

    /// <summary>The same task, its images to train on as a codec restores them; it shares the cases to score on, which stay originals, with this one.</summary>
    /// <param name="restore">Codes and restores an image.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="InvalidOperationException">These are volumes.</exception>
    public virtual SegmentationTask TrainedOn(Func<RgbImage, RgbImage> restore, CancellationToken cancel = default)
        => throw new InvalidOperationException($"{Name} are volumes, not images");

    /// <summary>Frees the cases to score on.</summary>
    public void Dispose()
    {
        foreach (var one in HeldOut)
            one.Dispose();
        GC.SuppressFinalize(this);
    }

    private static ((TImage Image, TLabels Labels)[] Train, (TImage Image, TLabels Labels)[] Test) Parts<TImage, TLabels>(
        SegmentationSet<TImage, TLabels> set, double testShare, int mostHeldOut, CancellationToken cancel)
    {
        var split = Split.ByGroup(set.Cases, testShare, PartsSeed);
        return (set.Part(split.Train).Read(cancel: cancel), set.Part(split.Test).Take(mostHeldOut).Read(cancel: cancel));
    }

    private sealed class Images(string name, IReadOnlyList<string> classes, (RgbImage Image, LabelImage Labels)[] train, IReadOnlyList<LabelledCase> heldOut)
        : SegmentationTask(name, classes, heldOut)
    {
        public override int Dimensions => 2;

        public override int Count => train.Length;

        public override IPairBatches Batches(TrainingOptions options) => new LabelledCrops(train, Channels, options.BatchSize, options.CropSize);

        public override LabelledCase Trained(int index) => LabelledCase.Of(train[index].Image, train[index].Labels);

        public override SegmentationTask TrainedOn(Func<RgbImage, RgbImage> restore, CancellationToken cancel = default)
            => new Images(Name, Classes, [.. train.AsParallel().AsOrdered().WithCancellation(cancel).Select(one => (restore(one.Image), one.Labels))], HeldOut);
    }

    private sealed class Scans(SegmentationSet<Volume, LabelVolume> set, VolumeShape crop, (Volume Image, LabelVolume Labels)[] train, IReadOnlyList<LabelledCase> heldOut)
        : SegmentationTask(set.Name, set.Classes, heldOut)
    {
        public override int Dimensions => 3;

        public override int Count => train.Length;

        public override IPairBatches Batches(TrainingOptions options) => new LabelledVolumes(train, Channels, options.BatchSize, new CropSampler(crop));

        public override LabelledCase Trained(int index) => LabelledCase.Of(train[index].Image, train[index].Labels);
    }
}
