using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Detection;
using Workbook.Learning.Networks;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Train;

/// <summary>Detection with Faster R-CNN.</summary>
internal sealed class MvmicDetection : MvmicTask
{
    private const double TestShare = 0.3;
    private const ulong PartsSeed = 1; // whatever a run's seed is, the same patients are held out

    private readonly DetectionSet set;
    private readonly FasterRcnn network;
    private readonly DetectionVision vision;
    private readonly (RgbImage Image, IReadOnlyList<ObjectBox> Boxes)[] measured;

    public MvmicDetection(MvmicRecipe recipe, CancellationToken cancel)
    {
        set = recipe.LoadBoxes();
        network = recipe.MakeDetector(set);
        var parts = Split.ByGroup(set.Cases, TestShare, PartsSeed);
        var learned = set.Part(parts.Train).Read(cancel: cancel);
        (Count, measured) = (learned.Length, set.Part(parts.Test).Read(cancel: cancel));
        vision = new DetectionVision(set.Name, network, learned, recipe.Training.BatchSize);
        HeldOut = Array.ConvertAll(measured, one => one.Image);
    }

    public override string Name => set.Name;

    public override int Count { get; }

    public override IReadOnlyList<RgbImage> HeldOut { get; }

    public override IVisionTask Vision => vision;

    public override void Take(string model)
    {
        using var trained = DetectionModel.Load(model, "cpu");
        trained.CopyTo(network);
    }

    public override void Save(string path, IReadOnlyDictionary<string, string> words)
    {
        using var model = DetectionModel.Of(network, set.Classes, words, "cpu");
        model.Save(path + DetectionModel.ModelEnding);
    }

    public override void Dispose() => network.Dispose();

    protected override IEnumerable<(string Name, double Value)> Figures(IEnumerable<RgbImage> seen)
    {
        var precision = new MeanAveragePrecision(set.Classes.Count);
        foreach (var (image, truth) in seen.Zip(measured))
            precision.Add(truth.Boxes, vision.Detect(image));
        var score = precision.Score();
        return [("mAP", score.Ap), ("mAP at 0.50", score.Ap50), ("mAP at 0.75", score.Ap75)];
    }
}
