using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>How often a pixel of each true class was given each class: the counts from which segmentation is scored.</summary>
/// <remarks>
/// For class c, with n(t, p) the pixels of true class t that were given class p: TP = n(c, c), FN = sum of n(c, p) over other p,
/// FP = sum of n(t, c) over other t. Dice = 2 TP / (2 TP + FP + FN), IoU (Jaccard) = TP / (TP + FP + FN).
/// A class that is neither in the truth nor predicted has no score (NaN) and stays out of the mean; one that is predicted but not in
/// the truth, or the other way round, scores 0. All counts are exact; each score is one division.
/// <para>Pixels of several images may be added to one matrix: every pixel then counts the same. For the mean over images, as ISIC ranks, make one matrix
/// an image and average the scores.</para>
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="classes">Number of classes, 2 to 255.</param>
    /// <param name="ignore">Label of true pixels that are not scored, such as 255; null scores all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of classes is outside its range.</exception>
    public ConfusionMatrix(int classes, byte? ignore = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 255);
        (Classes, Ignore, counts) = (classes, ignore, new long[classes * classes]);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Label of true pixels that are not scored; null scores all.</summary>
    public byte? Ignore { get; }

    /// <summary>Pixels of a true class that were given a class.</summary>
    /// <param name="truth">True class.</param>
    /// <param name="predicted">Class that was given.</param>
    public long this[int truth, int predicted] => counts[Checked(truth) * Classes + Checked(predicted)];

    /// <summary>Pixels that are scored.</summary>
    public long Count => counts.Sum();

    /// <summary>Counts of one label map.</summary>
    /// <param name="truth">True class of every pixel.</param>
    /// <param name="predicted">Class that was given, of the same size.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="ignore">Label of true pixels that are not scored; null scores all.</param>
    /// <returns>A new matrix.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or a label is none of the classes.</exception>
    public static ConfusionMatrix Of(LabelImage truth, LabelImage predicted, int classes, byte? ignore = null) =>
        new ConfusionMatrix(classes, ignore).Add(truth, predicted);

    /// <summary>Counts of one label map in 3D.</summary>
    /// <param name="truth">True class of every voxel.</param>
    /// <param name="predicted">Class that was given, of the same shape.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="ignore">Label of true voxels that are not scored; null scores all.</param>
    /// <returns>A new matrix.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a label is none of the classes.</exception>
    public static ConfusionMatrix Of(LabelVolume truth, LabelVolume predicted, int classes, byte? ignore = null) =>
        new ConfusionMatrix(classes, ignore).Add(truth, predicted);

    /// <summary>Counts of many label maps, over all their pixels.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="maps">True classes and those that were given, as many.</param>
    /// <returns>A new matrix.</returns>
    /// <exception cref="ArgumentException">The lengths of a pair differ, or a label is none of the classes.</exception>
    public static ConfusionMatrix Of(int classes, IEnumerable<(byte[] Truth, byte[] Predicted)> maps)
        => maps.Aggregate(new ConfusionMatrix(classes), (all, map) => all.Add(map.Truth, map.Predicted));

    /// <summary>Adds the pixels of a label map.</summary>
    /// <param name="truth">True class of every pixel.</param>
    /// <param name="predicted">Class that was given, of the same size.</param>
    /// <returns>This matrix.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or a label is none of the classes; nothing was added.</exception>
    public ConfusionMatrix Add(LabelImage truth, LabelImage predicted) => (truth.Rows, truth.Columns) == (predicted.Rows, predicted.Columns)
        ? Add(truth.Labels, predicted.Labels)
        : throw new ArgumentException($"the truth is {truth.Rows} x {truth.Columns} but the prediction {predicted.Rows} x {predicted.Columns}; "
            + "both must have the same size");

    /// <summary>Adds the voxels of a label map in 3D.</summary>
    /// <param name="truth">True class of every voxel.</param>
    /// <param name="predicted">Class that was given, of the same shape.</param>
    /// <returns>This matrix.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a label is none of the classes; nothing was added.</exception>
    public ConfusionMatrix Add(LabelVolume truth, LabelVolume predicted) => truth.Shape == predicted.Shape
        ? Add(truth.Labels, predicted.Labels)
        : throw new ArgumentException($"the truth is {truth.Shape} but the prediction {predicted.Shape}; both must have the same shape");

    /// <summary>Adds labels in any order, the same for both.</summary>
    /// <param name="truth">True classes.</param>
    /// <param name="predicted">Classes that were given, as many.</param>
    /// <returns>This matrix.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a label is none of the classes; nothing was added.</exception>
    public ConfusionMatrix Add(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted)
    {
        if (truth.Length != predicted.Length)
            throw new ArgumentException($"there are {truth.Length} true and {predicted.Length} predicted labels; both must be as many");
        var more = new long[counts.Length];
        for (var i = 0; i < truth.Length; i++)
            if (truth[i] != Ignore)
                more[truth[i] < Classes && predicted[i] < Classes ? truth[i] * Classes + predicted[i] : throw Foreign(truth[i], predicted[i], i)]++;
        for (var i = 0; i < counts.Length; i++)
            counts[i] += more[i];
        return this;
    }

    /// <summary>Adds another matrix, for example that of another image.</summary>
    /// <param name="other">A matrix of as many classes.</param>
    /// <returns>This matrix.</returns>
    /// <exception cref="ArgumentException">The other has another number of classes.</exception>
    public ConfusionMatrix Add(ConfusionMatrix other)
    {
        if (other.Classes != Classes)
            throw new ArgumentException($"a matrix of {other.Classes} classes cannot be added to one of {Classes}", nameof(other));
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        return this;
    }

    /// <summary>Dice of a class: 2 TP / (2 TP + FP + FN).</summary>
    /// <param name="label">The class.</param>
    /// <returns>0 to 1; NaN where the class is neither in the truth nor predicted.</returns>
    public double Dice(int label) => 2.0 * this[label, label] / (Given(label) + True(label));

    /// <summary>Intersection over union of a class, also called Jaccard index: TP / (TP + FP + FN).</summary>
    /// <param name="label">The class.</param>
    /// <returns>0 to 1; NaN where the class is neither in the truth nor predicted.</returns>
    public double IoU(int label) => (double)this[label, label] / (Given(label) + True(label) - this[label, label]);

    /// <summary>Mean Dice over the classes that have one.</summary>
    /// <param name="from">First class that counts: 1 leaves the background out, as medical papers do; 0 takes all.</param>
    /// <returns>0 to 1; NaN where no class has a score.</returns>
    public double MeanDice(int from = 1) => Mean(Dice, from);

    /// <summary>Mean IoU over the classes that have one: mIoU.</summary>
    /// <param name="from">First class that counts: 0 takes all, as is the custom for mIoU; 1 leaves the background out.</param>
    /// <returns>0 to 1; NaN where no class has a score.</returns>
    public double MeanIoU(int from = 0) => Mean(IoU, from);

    /// <summary>Share of the scored pixels that were given their true class.</summary>
    /// <returns>0 to 1; NaN where nothing was scored.</returns>
    public double PixelAccuracy() => (double)Enumerable.Range(0, Classes).Sum(c => this[c, c]) / Count;

    private double Mean(Func<int, double> score, int from) => Enumerable.Range(Checked(from), Classes - from).Select(score)
        .Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();

    private long True(int label) => Enumerable.Range(0, Classes).Sum(p => this[label, p]);

    private long Given(int label) => Enumerable.Range(0, Classes).Sum(t => this[t, label]);

    private int Checked(int label) => (uint)label < (uint)Classes ? label
        : throw new ArgumentOutOfRangeException(nameof(label), $"class {label} was asked for, allowed 0 to {Classes - 1}");

    private ArgumentException Foreign(byte truth, byte predicted, int at) =>
        new($"label {at} is {truth} in the truth and {predicted} in the prediction, allowed 0 to {Classes - 1}"
            + $"{(Ignore is { } label ? $" and {label} in the truth" : "")}; is a mask of 0 and 255 meant? LabelImage.FromMask makes classes of it");
}
