using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Detection;

/// <summary>How wrong both looks of a detector are about images.</summary>
/// <remarks>
/// Source: Ren et al., "Faster R-CNN", Eq. (1), and Girshick, "Fast R-CNN", Eq. (1) to (3). Each term is a sum over the boxes drawn for learning, divided by the
/// number of boxes drawn in an image and by the number of images, so all have about one size and weigh 1. Smooth L1 turns linear at 1/9 in the first look and
/// at 1 in the second. Regions carry no gradient, as in the paper; all else has one for the weights and for the images.
/// </remarks>
/// <param name="Objectness">Cross-entropy of the anchors: object or not. Scalar [].</param>
/// <param name="Proposals">Smooth L1 of the codes of anchors that show objects. Scalar [].</param>
/// <param name="Classes">Cross-entropy of the regions' classes. Scalar [].</param>
/// <param name="Boxes">Smooth L1 of the codes of regions that show objects. Scalar [].</param>
public sealed record DetectionLoss(Tensor Objectness, Tensor Proposals, Tensor Classes, Tensor Boxes)
{
    private const double AnchorBend = 1.0 / 9, RegionBend = 1;

    /// <summary>The sum of the terms. Scalar []; the current dispose scope holds it.</summary>
    public Tensor Total => Objectness + Proposals + Classes + Boxes;

    /// <summary>Both looks at images whose objects are known.</summary>
    /// <param name="network">The detector.</param>
    /// <param name="images">float32 [N, 3, H, W] in [0, 1], sides multiples of the stride, on the network's device.</param>
    /// <param name="objects">For each image its objects: none empty, classes those of the network.</param>
    /// <param name="random">For each image what draws boxes to learn from.</param>
    /// <returns>Its tensors belong to the current dispose scope.</returns>
    /// <exception cref="ArgumentException">Images, objects and generators are not as many, the images have another shape, or an object is empty or of no class.</exception>
    public static DetectionLoss Of(FasterRcnn network, Tensor images, IReadOnlyList<IReadOnlyList<ObjectBox>> objects, IReadOnlyList<SeededRandom> random)
    {
        Check(network, images, objects, random);
        using var scope = NewDisposeScope();
        var map = network.Features(images);
        var look = network.Propose(map);
        var (objectness, proposals) = OfAnchors(network, map, look, objects, random);
        var (classes, boxes) = OfRegions(network, map, Detection.Proposals.Of(network, look, map), objects, random);
        return new(objectness.MoveToOuterDisposeScope(), proposals.MoveToOuterDisposeScope(), classes.MoveToOuterDisposeScope(), boxes.MoveToOuterDisposeScope());
    }

    private static (Tensor, Tensor) OfAnchors(FasterRcnn network, Tensor map, (Tensor Objectness, Tensor Codes) look,
        IReadOnlyList<IReadOnlyList<ObjectBox>> objects, IReadOnlyList<SeededRandom> random)
    {
        var sizes = network.Sizes;
        var anchors = Anchors.Of((int)map.shape[2], (int)map.shape[3], sizes.MapStride, sizes.AnchorSizes, sizes.AnchorRatios);
        var count = objects.Count * anchors.Length;
        var (truth, drawn, shown, codes) = (new float[count], new float[count], new float[count], new float[count * BoxCoding.Length]);
        for (var image = 0; image < objects.Count; image++)
        {
            var matches = BoxMatching.OfAnchors.Match(anchors, objects[image]);
            var chosen = BoxSampling.OfAnchors.Draw(matches, random[image]);
            foreach (var anchor in chosen)
            {
                var place = image * anchors.Length + anchor;
                drawn[place] = 1f / chosen.Length;
                if (matches[anchor] < 0)
                    continue;
                (truth[place], shown[place]) = (1, drawn[place]);
                BoxCoding.OfAnchors.Encode(objects[image][matches[anchor]], anchors[anchor], codes.AsSpan(place * BoxCoding.Length));
            }
        }
        Tensor There(float[] numbers) => tensor(numbers).reshape(objects.Count, anchors.Length, -1).to(map.device);
        var (number, weights) = (Held.Number(objects.Count), There(drawn).squeeze(2));
        var entropy = nn.functional.binary_cross_entropy_with_logits(look.Objectness, There(truth).squeeze(2), weights, nn.Reduction.Sum);
        return (entropy / number, Distance(look.Codes, There(codes), There(shown), AnchorBend) / number);
    }

    private static (Tensor, Tensor) OfRegions(FasterRcnn network, Tensor map, ObjectBox[][] proposals,
        IReadOnlyList<IReadOnlyList<ObjectBox>> objects, IReadOnlyList<SeededRandom> random)
    {
        var classes = network.Sizes.Classes;
        var (regions, matches) = Draw(proposals, objects, random);
        var count = regions.Sum(some => some.Length);
        var (truth, shown, codes) = (new long[count], new float[count * classes], new float[count * BoxCoding.Length]);
        foreach (var (place, (box, shows)) in regions.SelectMany(some => some).Zip(matches.SelectMany(some => some)).Index())
        {
            truth[place] = shows?.Class ?? classes;
            if (shows is not { } one)
                continue;
            shown[place * classes + one.Class] = 1;
            BoxCoding.OfRegions.Encode(one, box, codes.AsSpan(place * BoxCoding.Length));
        }
        var judged = network.Judge(map, regions);
        var entropy = nn.functional.cross_entropy(judged.Classes, tensor(truth).to(map.device));
        var target = tensor(codes).reshape(count, 1, BoxCoding.Length).to(map.device).expand_as(judged.Codes);
        return (entropy, Distance(judged.Codes, target, tensor(shown).reshape(count, classes, 1).to(map.device), RegionBend) / Held.Number(count));
    }

    /// <summary>Regions to learn from, as many for each image, and what each shows (null for background). The objects themselves are among them,
    /// so that the second look learns before the first one is good.</summary>
    private static (ObjectBox[][] Regions, ObjectBox?[][] Shown) Draw(ObjectBox[][] proposals,
        IReadOnlyList<IReadOnlyList<ObjectBox>> objects, IReadOnlyList<SeededRandom> random)
    {
        var (regions, shown) = (new ObjectBox[proposals.Length][], new ObjectBox?[proposals.Length][]);
        var sampling = BoxSampling.OfRegions with { Count = Math.Min(BoxSampling.OfRegions.Count, proposals[0].Length) };
        for (var image = 0; image < proposals.Length; image++)
        {
            ObjectBox[] all = [.. proposals[image], .. objects[image]];
            var matches = BoxMatching.OfRegions.Match(all, objects[image]);
            var chosen = sampling.Draw(matches, random[image]);
            regions[image] = Array.ConvertAll(chosen, i => all[i]);
            shown[image] = Array.ConvertAll(chosen, i => matches[i] < 0 ? (ObjectBox?)null : objects[image][matches[i]]);
        }
        return (regions, shown);
    }

    /// <summary>The weighted sum of smooth L1: d^2 / (2 bend) up to the bend, d - bend / 2 from there on.</summary>
    private static Tensor Distance(Tensor codes, Tensor target, Tensor weights, double bend)
        => (nn.functional.smooth_l1_loss(codes, target, nn.Reduction.None, bend) * weights).sum();

    private static void Check(FasterRcnn network, Tensor images, IReadOnlyList<IReadOnlyList<ObjectBox>> objects, IReadOnlyList<SeededRandom> random)
    {
        if (images.dim() != 4 || images.shape[0] != objects.Count || random.Count != objects.Count)
            throw new ArgumentException($"images are [{string.Join(", ", images.shape)}], with the objects of {objects.Count} and generators for {random.Count}; each image needs both");
        foreach (var box in objects.SelectMany(some => some))
            CheckObject(box, network.Sizes.Classes);
    }

    /// <exception cref="ArgumentException">A detector cannot learn this object.</exception>
    internal static void CheckObject(ObjectBox box, int classes)
    {
        if (box.Class < 0 || box.Class >= classes || !(box.Width > 0 && box.Height > 0 && double.IsFinite(box.Area)))
            throw new ArgumentException($"an object is {box}; allowed are classes 0 to {classes - 1} and boxes with an area");
    }
}
