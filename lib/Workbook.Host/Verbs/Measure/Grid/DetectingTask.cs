using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Networks;
using Workbook.Learning.Tasks;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Detection: the network finds boxes, scored as COCO does.</summary>
internal sealed class DetectingTask : NetworkTask
{
    private const string Ap = "mAP", Ap50 = "mAP at 0.50", Ap75 = "mAP at 0.75";
    private const double TestShare = 0.3;

    private readonly GridPlan plan;
    private readonly FasterRcnnSizes sizes;
    private readonly (RgbImage Image, IReadOnlyList<ObjectBox> Boxes)[] learning, measured;

    private DetectingTask(string word, DetectionSet set, GridPlan plan, CancellationToken cancel) : base(plan)
    {
        var parts = Split.ByGroup(set.Cases, TestShare, PartsSeed);
        (Word, Name, this.plan, sizes) = (word, set.Name, plan, new FasterRcnnSizes { Classes = set.Classes.Count });
        (learning, measured) = (set.Part(parts.Train).Take(plan.LearnImages).Read(cancel: cancel), set.Part(parts.Test).Take(plan.Images).Read(cancel: cancel));
        (Learning, Measured) = (Array.ConvertAll(learning, one => one.Image), Array.ConvertAll(measured, one => one.Image));
    }

    public override string Word { get; }

    public override string Name { get; }

    public override IReadOnlyList<RgbImage> Learning { get; }

    public override IReadOnlyList<RgbImage> Measured { get; }

    /// <remarks>mAP is the mean over IoU 0.50 to 0.95.</remarks>
    public override IReadOnlyList<string> Scores { get; } = [Ap, Ap50, Ap75];

    protected override string Network => $"Faster R-CNN of widths {string.Join(", ", sizes.Widths)}";

    protected override int Crop => plan.Side;

    /// <summary>Chest X-rays.</summary>
    public static DetectingTask Chests(GridPlan plan, CancellationToken cancel) => new("chests", DetectionDomain.Chests(plan.Images + plan.LearnImages, plan.Side), plan, cancel);

    protected override IVisionTask Make(IReadOnlyList<RgbImage> images, ulong seed)
        => new DetectionVision(Name, new FasterRcnn(sizes, seed), [.. images.Zip(learning, (image, one) => (image, one.Boxes))], plan.Batch);

    protected override IReadOnlyDictionary<string, double> Test(IVisionTask vision, IEnumerable<RgbImage> images)
    {
        var score = MeanAveragePrecision.Of(sizes.Classes, images.Zip(measured, (image, truth) => (truth.Boxes, ((DetectionVision)vision).Detect(image))));
        return new Dictionary<string, double> { [Ap] = score.Ap, [Ap50] = score.Ap50, [Ap75] = score.Ap75 };
    }
}
