using Workbook.Codecs;
using Workbook.Learning.Networks;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Train;

/// <summary>Segmentation with ERFNet.</summary>
internal sealed class MvmicSegmentation : MvmicTask
{
    private readonly SegmentationTask task;
    private readonly ErfNet network;
    private readonly SegmentationVision vision;

    private MvmicSegmentation(SegmentationTask task, ErfNet network, SegmentationVision vision)
        : base(task.Name, task.Count, [.. task.HeldOut.Select(one => ImageTensor.ToImage(one.Image, (int)one.Image.shape[2], (int)one.Image.shape[3]))], vision)
        => (this.task, this.network, this.vision) = (task, network, vision);

    public static MvmicSegmentation Of(MvmicRecipe recipe, CancellationToken cancel)
    {
        var task = recipe.Load(cancel);
        var network = recipe.MakeNetwork(task);
        return new(task, network, new SegmentationVision(task, network, ErfNet.Stride, recipe.Training));
    }

    public override void Take(string model)
    {
        using var trained = SegmentationModel.Load(model, "cpu");
        trained.CopyTo(network);
    }

    public override void Save(string path, IReadOnlyDictionary<string, string> words)
    {
        using var model = SegmentationModel.Of(network, task.Classes, words, "cpu");
        model.Save(path + SegmentationModel.ModelEnding);
    }

    public override void Dispose()
    {
        base.Dispose();
        task.Dispose();
    }

    protected override IEnumerable<(string Name, double Value)> Figures(IEnumerable<RgbImage> seen)
    {
        var matrix = ConfusionMatrix.Of(task.Classes.Count, task.HeldOut.Zip(seen, (one, image) => (one.Labels, vision.Segment(image).Labels)));
        return [("mIoU", matrix.MeanIoU()), ("pixel accuracy", matrix.PixelAccuracy())];
    }
}
