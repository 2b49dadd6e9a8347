using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Networks;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Segmentation of one object: the network gives each pixel a class.</summary>
internal sealed class SegmentingTask : NetworkTask
{
    private const string MeanIoU = "mIoU", ObjectIoU = "IoU", Dice = "Dice", PixelAccuracy = "pixel accuracy";
    private const double TestShare = 0.3;
    private const int MostLesionSide = 128;

    private static readonly ErfNetSizes Sizes = ErfNetSizes.Small; // one object: a single channel of labels
    private readonly GridPlan plan;
    private readonly (RgbImage Image, LabelImage Labels)[] learning, measured;

    private SegmentingTask(string word, SegmentationSet<RgbImage, LabelImage> set, GridPlan plan, CancellationToken cancel) : base(plan)
    {
        var parts = Split.ByGroup(set.Cases, TestShare, PartsSeed);
        (Word, Name, Classes, this.plan) = (word, set.Name, set.Classes, plan);
        (learning, measured) = (set.Part(parts.Train).Take(plan.LearnImages).Read(cancel: cancel), set.Part(parts.Test).Take(plan.Images).Read(cancel: cancel));
        (Learning, Measured) = (Array.ConvertAll(learning, one => one.Image), Array.ConvertAll(measured, one => one.Image));
    }

    public override string Word { get; }

    public override string Name { get; }

    public override IReadOnlyList<RgbImage> Learning { get; }

    public override IReadOnlyList<RgbImage> Measured { get; }

    /// <remarks>mIoU is the mean over background and object, as in Yao et al.; IoU and Dice are of the object.</remarks>
    public override IReadOnlyList<string> Scores { get; } = [MeanIoU, ObjectIoU, Dice, PixelAccuracy];

    protected override string Network => $"ERFNet of widths {string.Join(", ", Sizes.Widths)}";

    protected override int Crop => plan.Crop;

    /// <summary>What the class indices mean.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Polyps in views into the colon.</summary>
    public static SegmentingTask Polyps(GridPlan plan, CancellationToken cancel) => new("polyps", SegmentationDomain.Polyps(Count(plan), plan.Side), plan, cancel);

    /// <summary>Skin lesions, of 128 x 128 pixels at most: of that size there are many.</summary>
    public static SegmentingTask Lesions(GridPlan plan, CancellationToken cancel) => new("lesions", SegmentationDomain.Lesions(Count(plan), Math.Min(plan.Side, MostLesionSide)), plan, cancel);

    /// <summary>The same images as joint designs learn and are scored on them; the caller disposes it.</summary>
    public SegmentationTask Cases() => SegmentationTask.Of(Name, Classes, learning, measured);

    /// <summary>All figures of label maps against the truth.</summary>
    public static IReadOnlyDictionary<string, double> Figures(ConfusionMatrix matrix) => new Dictionary<string, double>
    {
        [MeanIoU] = matrix.MeanIoU(),
        [ObjectIoU] = matrix.MeanIoU(from: 1),
        [Dice] = matrix.MeanDice(),
        [PixelAccuracy] = matrix.PixelAccuracy(),
    };

    protected override IVisionTask Make(IReadOnlyList<RgbImage> images, ulong seed) => new SegmentationVision(
        SegmentationTask.Of(Name, Classes, [.. images.Zip(learning, (image, one) => (image, one.Labels))], []), new ErfNet(Sizes, seed), ErfNet.Stride, plan.Training(1, seed, 1));

    protected override IReadOnlyDictionary<string, double> Test(IVisionTask vision, IEnumerable<RgbImage> images)
    {
        var matrix = new ConfusionMatrix(Classes.Count);
        foreach (var (image, truth) in images.Zip(measured))
            matrix.Add(truth.Labels, ((SegmentationVision)vision).Segment(image));
        return Figures(matrix);
    }

    private static int Count(GridPlan plan) => plan.Images + plan.LearnImages;
}
