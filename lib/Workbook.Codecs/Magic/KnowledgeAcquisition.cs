using Workbook.Codecs.Color;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Learns the knowledge of a domain from its images (Algorithm 1).</summary>
/// <remarks>
/// Source: Chakraborty, Cruz, Bhunia, "Leveraging Domain Knowledge using Machine Learning for Image Compression in
/// Internet-of-Things", Algorithms 1 and 2. The best entry for a block is the one with as many points as the block got. What the
/// entropy coders start from is counted afterwards, on the same images. The same images and options give the same bytes, whatever the
/// number of threads.
/// </remarks>
public static class KnowledgeAcquisition
{
    /// <summary>Learns from images.</summary>
    /// <param name="images">Images of the domain, at least one; a few hundred make good knowledge.</param>
    /// <param name="options">How to learn; <c>null</c> for <see cref="KnowledgeOptions.Default"/>.</param>
    /// <param name="progress">Receives the stage and how far it is; calls may come from several threads.</param>
    /// <param name="cancel">While the predictor trains or symbols are counted: ends the work with the best knowledge so far. Before: see
    /// the exception.</param>
    /// <returns>The knowledge.</returns>
    /// <exception cref="ArgumentException">There is no image, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was anything worth keeping.</exception>
    public static MagicKnowledge Learn(IReadOnlyList<RgbImage> images, KnowledgeOptions? options = null,
        IProgress<LearningProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= KnowledgeOptions.Default;
        options.Check();
        if (images.Count == 0)
            throw new ArgumentException("there are no images to learn from; give at least one");
        var samples = new PredictorSamples(options.BlockSize, options.EntropyStride);
        var lessons = Study(images, options, samples, progress, cancel);
        var palette = MakePalette(lessons, options, progress, cancel);
        var patterns = options.LearnedPatterns
            ? PatternDictionary.Learn(options.BlockSize, lessons.Select(lesson => lesson.Points))
            : new PatternDictionary(options.BlockSize, options.Seed);
        var predictor = TrainPredictor(lessons, options, samples, progress, cancel);
        var untrained = new MagicKnowledge(options, UsualSize(images), palette, patterns, predictor);
        return cancel.IsCancellationRequested ? untrained : StatisticsTraining.Run(untrained, images, options, progress, cancel);
    }

    /// <summary>What one image teaches.</summary>
    /// <param name="Points">Where Algorithm 2 put points.</param>
    /// <param name="PointsInBlock">Points of each block, row by row.</param>
    /// <param name="Colors">Mean colours of the triangles.</param>
    /// <param name="Features">Entropies that the predictor sees.</param>
    private sealed record Lesson(GridPoint[] Points, int[] PointsInBlock, Rgb[] Colors, float[] Features);

    private static Lesson[] Study(IReadOnlyList<RgbImage> images, KnowledgeOptions options, PredictorSamples samples,
        IProgress<LearningProgress>? progress, CancellationToken cancel)
    {
        var lessons = new Lesson[images.Count];
        var finished = 0;
        var whole = ParallelWork.ForEach(images.Count, options.MaxDegreeOfParallelism, cancel, i =>
        {
            lessons[i] = Study(images[i], options, samples);
            progress?.Report(new LearningProgress(LearningStage.Points, Interlocked.Increment(ref finished), images.Count));
        });
        if (!whole)
            throw new OperationCanceledException(cancel);
        return lessons;
    }

    private static Lesson Study(RgbImage image, KnowledgeOptions options, PredictorSamples samples)
    {
        var gray = image.ToGray();
        var points = LearnedPoints(gray, options);
        var mesh = Delaunay.Triangulate(points, image.Rows, image.Columns);
        var blocks = new BlockGrid(image.Rows, image.Columns, options.BlockSize);
        var inBlock = new int[blocks.Count];
        foreach (var point in points)
            inBlock[blocks.BlockAt(point.Row, point.Column)]++;
        var most = Math.Min(PatternDictionary.MaxEntries, options.BlockSize * options.BlockSize) - 1;
        for (var k = 0; k < inBlock.Length; k++)
            inBlock[k] = Math.Min(inBlock[k], most);
        return new Lesson(points, inBlock, TriangleColors.Means(mesh, image), samples.Features(gray));
    }

    private static GridPoint[] LearnedPoints(GrayImage gray, KnowledgeOptions options) => TriangleSplit.LearnedPoints(gray, new TriangleSplitOptions
    {
        Covered = options.CoveredGrid,
        Threshold = options.SplitThreshold,
        Iterations = options.Iterations,
        PruneWindow = options.PruneWindow,
    });

    private static ColorDictionary MakePalette(Lesson[] lessons, KnowledgeOptions options, IProgress<LearningProgress>? progress, CancellationToken cancel)
    {
        progress?.Report(new LearningProgress(LearningStage.Palette, 0, 1));
        var colors = lessons.SelectMany(lesson => lesson.Colors).Select(color => new ColorCount(color, 1)).ToArray();
        var palette = ColorDictionary.Learn(colors, options.PaletteBits, options.Seed, cancel);
        progress?.Report(new LearningProgress(LearningStage.Palette, 1, 1));
        return palette;
    }

    private static PatternPredictor TrainPredictor(Lesson[] lessons, KnowledgeOptions options, PredictorSamples samples,
        IProgress<LearningProgress>? progress, CancellationToken cancel)
    {
        foreach (var lesson in lessons)
            samples.Add(lesson.Features, lesson.PointsInBlock);
        var training = new PredictorTrainingOptions { Epochs = options.Epochs, Seed = options.Seed };
        var relay = progress is null ? null : new Relay<PredictorProgress>(p =>
            progress.Report(new LearningProgress(LearningStage.Predictor, p.Epoch, p.Epochs, p.HeldOutRmse)));
        return PredictorTraining.Train(samples, training, relay, cancel).Predictor;
    }

    /// <summary>The size that most images have; of equals, the one that comes first.</summary>
    private static ImageSides UsualSize(IReadOnlyList<RgbImage> images) =>
        images.GroupBy(ImageSides.Of).OrderByDescending(group => group.Count()).First().Key;

    /// <summary>Hands progress on at once, in the thread that reports it.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
