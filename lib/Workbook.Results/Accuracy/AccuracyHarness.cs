using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>Measures what codecs cost and how well a machine classifies what they leave.</summary>
/// <remarks>
/// Each image is coded and decoded, frozen features are taken from the decoded image, and a linear SVM is trained and tested on repeated
/// random splits by group. Training and testing both see decoded images, as in Chakraborty, Cruz, Bhunia, section VI, unless
/// <see cref="AccuracyOptions.TrainOnOriginals"/> says otherwise. All codecs see the same splits, so their differences are paired. Each codec is measured once; after a cancellation the finished ones are kept.
/// </remarks>
public sealed class AccuracyHarness
{
    private readonly IReadOnlyList<AccuracyImage> images;
    private readonly IFeatureExtractor extractor;
    private readonly AccuracyOptions options;
    private readonly string[] classNames;
    private readonly int[] classes;
    private readonly IReadOnlyList<GroupSplit> splits;
    private readonly Dictionary<object, AccuracyResult> measured = new(ReferenceEqualityComparer.Instance);
    private readonly List<AccuracyResult> finished = [];
    private float[][]? originals;

    /// <summary>Prepares the splits.</summary>
    /// <param name="images">Labelled images; at least two groups of each class.</param>
    /// <param name="extractor">The frozen features.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">There are fewer than two classes, a class has only one group, or a setting is out of range.</exception>
    public AccuracyHarness(IReadOnlyList<AccuracyImage> images, IFeatureExtractor extractor, AccuracyOptions? options = null)
    {
        (this.images, this.extractor, this.options) = ([.. images], extractor, options ?? new());
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Splits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.BatchSize, 1);
        string[] labels = [.. images.Select(image => image.Label)];
        classNames = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        if (classNames.Length < 2)
            throw new ArgumentException($"the images have {classNames.Length} label(s); there must be at least two to tell apart");
        classes = [.. labels.Select(label => Array.IndexOf(classNames, label))];
        splits = GroupSplit.Make(labels, [.. images.Select(image => image.Group)], this.options.Splits, this.options.TestShare, this.options.Seed);
    }

    /// <summary>The results so far, in the order in which they were finished; also there after a cancellation.</summary>
    public IReadOnlyList<AccuracyResult> Finished => finished;

    /// <summary>Measures codecs one after the other.</summary>
    /// <param name="codecs">The codecs; one that this harness has measured before costs nothing.</param>
    /// <param name="progress">Told after each batch of images, from several threads, and when a codec is judged.</param>
    /// <param name="cancel">Stops within one image.</param>
    /// <returns>One result for each codec, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; see <see cref="Finished"/>.</exception>
    public IReadOnlyList<AccuracyResult> Measure(IReadOnlyList<IImageCodec> codecs, IProgress<AccuracyProgress>? progress = null,
        CancellationToken cancel = default) =>
        [.. codecs.Select((codec, i) => Measure(codec.Name, codec, i + 1, codecs.Count, progress, cancel))];

    /// <summary>Measures the images as they are: the accuracy that no codec needs to beat.</summary>
    /// <param name="progress">Told after each batch of images, from several threads, and when a codec is judged.</param>
    /// <param name="cancel">Stops within one image.</param>
    /// <returns>A result named <c>source</c>; its bytes are those of the source files.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public AccuracyResult MeasureSource(IProgress<AccuracyProgress>? progress = null, CancellationToken cancel = default) =>
        Measure("source", null, 1, 1, progress, cancel);

    /// <summary>Difference of two results of this harness over its splits.</summary>
    /// <param name="first">The codec that is judged.</param>
    /// <param name="second">The codec it is compared with.</param>
    /// <returns>First minus second.</returns>
    public PairedDifference Difference(AccuracyResult first, AccuracyResult second) => PairedDifference.Between(first, second, options.TestShare);

    private AccuracyResult Measure(string name, IImageCodec? codec, int number, int count, IProgress<AccuracyProgress>? progress, CancellationToken cancel)
    {
        if (measured.TryGetValue(codec ?? (object)this, out var known))
            return known;
        void Coded(int done)
        {
            if (done < images.Count)
                progress?.Report(new(name, number, count, done, images.Count));
        }
        var coded = CodedImages.Make(images, codec, extractor, options, Coded, cancel);
        var (accuracies, confusion) = Classify(options.TrainOnOriginals ? Originals(cancel) : coded.Features, coded.Features, cancel);
        var result = new AccuracyResult(name, classNames, coded.Bytes, coded.BitsPerPixel, coded.Psnr, accuracies, confusion);
        finished.Add(result);
        progress?.Report(new(name, number, count, images.Count, images.Count, result.Accuracy.Mean));
        return measured[codec ?? (object)this] = result;
    }

    private float[][] Originals(CancellationToken cancel) =>
        originals ??= CodedImages.Make(images, null, extractor, options, _ => { }, cancel).Features;

    private (double[] Accuracies, int[][] Confusion) Classify(float[][] seen, float[][] decoded, CancellationToken cancel)
    {
        var predictions = new int[splits.Count][];
        ParallelWork.ForEach(splits.Count, options.MaxDegreeOfParallelism, cancel, i => predictions[i] = Predict(splits[i], seen, decoded, cancel));
        cancel.ThrowIfCancellationRequested();
        var accuracies = new double[splits.Count];
        int[][] confusion = [.. classNames.Select(_ => new int[classNames.Length])];
        for (int i = 0; i < splits.Count; i++)
        {
            int right = 0;
            foreach (var (image, predicted) in splits[i].Test.Zip(predictions[i]))
            {
                confusion[classes[image]][predicted]++;
                right += predicted == classes[image] ? 1 : 0;
            }
            accuracies[i] = (double)right / splits[i].Test.Length;
        }
        return (accuracies, confusion);
    }

    private int[] Predict(GroupSplit split, float[][] seen, float[][] decoded, CancellationToken cancel)
    {
        var svm = LinearSvm.Train([.. split.Training.Select(i => seen[i])], [.. split.Training.Select(i => classes[i])], options.Svm, cancel);
        return [.. split.Test.Select(i => svm.Predict(decoded[i]))];
    }
}
