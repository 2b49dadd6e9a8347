using TorchSharp;
using Workbook.Codecs;
using static TorchSharp.torch;

namespace Workbook.Learning.Detection;

/// <summary>Which of the boxes that a detector judges it gives.</summary>
/// <param name="Score">The least score, 0 to 1.</param>
/// <param name="Overlap">The largest overlap (IoU) of two boxes of one class, 0 to 1.</param>
/// <param name="Most">Boxes of an image at most.</param>
public sealed record DetectionSelection(double Score, double Overlap, int Most)
{
    /// <summary>From 0.05 on, overlaps up to one half, 100 boxes: as COCO's average precision is usually measured. To show boxes take a score of one half.</summary>
    public static readonly DetectionSelection Usual = new(0.05, 0.5, 100);

    /// <summary>Chooses among the judged regions of each image.</summary>
    /// <param name="regions">For each image as many.</param>
    /// <param name="probabilities">float32 [N R, classes + 1], background last.</param>
    /// <param name="codes">float32 [N R, classes, 4].</param>
    /// <param name="rows">Height of the images.</param>
    /// <param name="columns">Their width.</param>
    internal IReadOnlyList<ScoredBox>[] Choose(ObjectBox[][] regions, Tensor probabilities, Tensor codes, int rows, int columns)
    {
        var (scores, numbers, classes) = (Proposals.Numbers(probabilities), Proposals.Numbers(codes), (int)codes.shape[1]);
        var boxes = regions.Select(_ => new List<ScoredBox>()).ToArray();
        for (var region = 0; region < probabilities.shape[0]; region++)
            for (var one = 0; one < classes; one++)
                if (scores[region * (classes + 1) + one] is var score && score >= Score)
                {
                    var (image, place) = Math.DivRem(region, regions[0].Length);
                    var box = BoxCoding.OfRegions.Decode(numbers.AsSpan((region * classes + one) * BoxCoding.Length, BoxCoding.Length), regions[image][place], one);
                    boxes[image].Add(new ScoredBox(BoxCoding.Clip(box, rows, columns), score));
                }
        return Array.ConvertAll(boxes, Best);
    }

    private IReadOnlyList<ScoredBox> Best(List<ScoredBox> boxes)
    {
        boxes.RemoveAll(box => !(box.Box.Area > 0));
        return [.. NonMaximumSuppression.Keep(boxes, Overlap, Most).Select(i => boxes[i])];
    }
}
