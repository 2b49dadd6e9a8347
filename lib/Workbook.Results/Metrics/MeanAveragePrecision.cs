using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>Scores a detector as COCO does: mean average precision (mAP) over classes and overlaps.</summary>
/// <remarks>
/// Source: Lin et al., "Microsoft COCO: Common Objects in Context" (2014), and the rules of its detection challenge. In each image the 100 surest boxes of a
/// class, surest first, each take the free true box of their class that they overlap most, if the IoU reaches the threshold. Over all images, again by
/// score, this gives precision against recall; precision is made falling, read at recalls 0, 0.01 to 1, and averaged: AP. The mean over
/// classes and the thresholds 0.50, 0.55 to 0.95 is the score. For a range of areas, true boxes outside it are left out, and so are boxes found there.
/// <para>Equal to pycocotools 2.0 to 1e-9, golden values from it in the tests: boxes of one score keep the order in which they came, images that of
/// <see cref="Add"/>, and of two true boxes with the same overlap the later is taken. Differences: the area is that of the box, there are no
/// crowds, and a score that does not exist is NaN instead of -1.</para>
/// </remarks>
public sealed class MeanAveragePrecision
{
    private const int Most = 100;
    private static readonly (double Least, double Most) All = (0, 1e10), Small = (0, 32 * 32), Medium = (32 * 32, 96 * 96), Large = (96 * 96, 1e10);

    private readonly List<ClassInImage>[] images;

    /// <summary>A score of nothing so far.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    public MeanAveragePrecision(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        images = [.. Enumerable.Range(0, classes).Select(_ => new List<ClassInImage>())];
    }

    /// <summary>The IoU thresholds: 0.50, 0.55 to 0.95.</summary>
    public static IReadOnlyList<double> Thresholds { get; } = [.. Enumerable.Range(0, 10).Select(i => i * ((0.95 - 0.5) / 9) + 0.5)];

    /// <summary>The recalls at which precision is read: 0, 0.01 to 1.</summary>
    public static IReadOnlyList<double> Recalls { get; } = [.. Enumerable.Range(0, 101).Select(i => i * 0.01)];

    /// <summary>Number of classes.</summary>
    public int Classes => images.Length;

    /// <summary>Images added so far.</summary>
    public int Images { get; private set; }

    /// <summary>The score of many images.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="images">The true boxes of each and what the detector found, as <see cref="Add"/> takes them.</param>
    /// <inheritdoc cref="Add" path="/exception"/>
    public static DetectionScore Of(int classes, IEnumerable<(IReadOnlyList<ObjectBox> Truth, IReadOnlyList<ScoredBox> Found)> images)
        => images.Aggregate(new MeanAveragePrecision(classes), (all, image) => all.Add(image.Truth, image.Found)).Score();

    /// <summary>Adds an image.</summary>
    /// <param name="truth">The true boxes; none where there is nothing to find.</param>
    /// <param name="found">What the detector found, in any order, with any finite scores.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">A class, an edge or a score is none; nothing was added.</exception>
    public MeanAveragePrecision Add(IReadOnlyList<ObjectBox> truth, IReadOnlyList<ScoredBox> found)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        foreach (var (i, box) in truth.Index())
            Check(box, $"true box {i}");
        foreach (var (i, one) in found.Index())
            Check(one.Box, double.IsFinite(one.Score) ? $"found box {i}" : throw new ArgumentException($"found box {i} has the score {one.Score}; a score must be finite"));
        for (var k = 0; k < Classes; k++)
            images[k].Add(new([.. truth.Where(box => box.Class == k)], [.. found.Where(one => one.Box.Class == k).OrderByDescending(one => one.Score).Take(Most)]));
        Images++;
        return this;
    }

    /// <summary>The score of all images added so far.</summary>
    /// <returns>Averages over the classes that have a true box; NaN where none has.</returns>
    public DetectionScore Score()
    {
        var (all, small, medium, large) = (Of(All), Of(Small), Of(Medium), Of(Large));
        return new([.. all.Select(one => new ClassScore(one.Truths, one.Precision()))])
        {
            ApSmall = Precision(small),
            ApMedium = Precision(medium),
            ApLarge = Precision(large),
            Ar1 = Recall(all, 1),
            Ar10 = Recall(all, 10),
            Ar100 = Recall(all, Most),
            ArSmall = Recall(small, Most),
            ArMedium = Recall(medium, Most),
            ArLarge = Recall(large, Most),
        };
    }

    private RankedMatches[] Of((double Least, double Most) area) => [.. images.Select(list => new RankedMatches([.. list.Select(one => one.Match(area))]))];

    private static double Precision(RankedMatches[] classes) => ClassScore.Mean(classes.Select(one => new ClassScore(one.Truths, one.Precision()).Ap));

    private static double Recall(RankedMatches[] classes, int perImage) => ClassScore.Mean(classes.Select(one => one.Recall(perImage)));

    private void Check(ObjectBox box, string which)
    {
        if ((uint)box.Class >= (uint)Classes)
            throw new ArgumentException($"{which} is of class {box.Class}, allowed 0 to {Classes - 1}");
        if (!(double.IsFinite(box.Area) && box.Width >= 0 && box.Height >= 0))
            throw new ArgumentException($"{which} is {box}; its edges must be finite, right not before left, bottom not above top");
    }
}
