using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Detection;

/// <summary>From the first look's numbers to the regions of the second: the surest boxes that do not show the same thing, as many for each image.</summary>
/// <remarks>Source: Ren et al., "Faster R-CNN", section 3.3, with a limit of 0.7 as there. Where fewer are left than asked for, the surest of those that fell
/// away fill the number up, so that all images of a batch have as many.</remarks>
internal static class Proposals
{
    private const double Overlap = 0.7;
    private const int Considered = 6; // boxes looked at for each that is kept

    /// <summary>Regions of each image, in pixels, cut at its edges.</summary>
    /// <param name="network">Whose look it was.</param>
    /// <param name="look">What <see cref="FasterRcnn.Propose"/> gave; no gradient comes back.</param>
    /// <param name="map">What it was given.</param>
    internal static ObjectBox[][] Of(FasterRcnn network, (Tensor Objectness, Tensor Codes) look, Tensor map)
    {
        var (sizes, rows, columns) = (network.Sizes, (int)map.shape[2], (int)map.shape[3]);
        var anchors = Anchors.Of(rows, columns, sizes.MapStride, sizes.AnchorSizes, sizes.AnchorRatios);
        var (scores, codes) = (Numbers(look.Objectness), Numbers(look.Codes));
        return [.. Enumerable.Range(0, (int)map.shape[0]).Select(image => OfOne(sizes, anchors, scores.AsMemory(image * anchors.Length, anchors.Length),
            codes.AsMemory(image * anchors.Length * BoxCoding.Length), rows * sizes.MapStride, columns * sizes.MapStride))];
    }

    /// <summary>The numbers of a tensor, whatever its device and layout.</summary>
    internal static float[] Numbers(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<float>().ToArray();
    }

    private static ObjectBox[] OfOne(FasterRcnnSizes sizes, ObjectBox[] anchors, ReadOnlyMemory<float> scores, ReadOnlyMemory<float> codes, int rows, int columns)
    {
        ScoredBox Box(int anchor)
        {
            var box = BoxCoding.OfAnchors.Decode(codes.Span.Slice(anchor * BoxCoding.Length, BoxCoding.Length), anchors[anchor]);
            return new(BoxCoding.Clip(box, rows, columns), scores.Span[anchor]);
        }
        ScoredBox[] boxes = [.. Enumerable.Range(0, anchors.Length).OrderByDescending(anchor => scores.Span[anchor]).Take(Considered * sizes.Proposals).Select(Box)];
        var kept = NonMaximumSuppression.Keep(boxes, Overlap, sizes.Proposals);
        return [.. kept.Concat(Enumerable.Range(0, boxes.Length).Except(kept)).Take(sizes.Proposals).Select(i => boxes[i].Box)];
    }
}
