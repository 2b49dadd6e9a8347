using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Detection;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Train;

/// <summary>Detection with Faster R-CNN.</summary>
internal sealed class MvmicDetection : MvmicTask
{
    private const double TestShare = 0.3;

    private readonly IReadOnlyList<string> classes;
    private readonly DetectionVision vision;
    private readonly (RgbImage Image, IReadOnlyList<ObjectBox> Boxes)[] measured;

    private MvmicDetection(DetectionSet set, int count, (RgbImage Image, IReadOnlyList<ObjectBox> Boxes)[] measured, DetectionVision vision)
        : base(set.Name, count, Array.ConvertAll(measured, one => one.Image), vision)
        => (classes, this.measured, this.vision) = (set.Classes, measured, vision);

    public static MvmicDetection Of(MvmicRecipe recipe, CancellationToken cancel)
    {
        var set = recipe.LoadBoxes();
        var parts = Split.ByGroup(set.Cases, TestShare); // whatever a run's seed is, the same patients are held out
        var (learned, measured) = (set.Part(parts.Train).Read(cancel: cancel), set.Part(parts.Test).Read(cancel: cancel));
        return new(set, learned.Length, measured, new DetectionVision(set.Name, recipe.MakeDetector(set), learned, recipe.Training.BatchSize));
    }

    public override void Take(string model)
    {
        using var trained = DetectionModel.Load(model, "cpu");
        trained.CopyTo(vision.Detector);
    }

    public override void Save(string path, IReadOnlyDictionary<string, string> words)
    {
        using var model = DetectionModel.Of(vision.Detector, classes, words, "cpu");
        model.Save(path + DetectionModel.ModelEnding);
    }

    protected override IEnumerable<(string Name, double Value)> Figures(IEnumerable<RgbImage> seen)
    {
        var score = MeanAveragePrecision.Of(classes.Count, seen.Zip(measured, (image, truth) => (truth.Boxes, vision.Detect(image))));
        return [("mAP", score.Ap), ("mAP at 0.50", score.Ap50), ("mAP at 0.75", score.Ap75)];
    }
}
