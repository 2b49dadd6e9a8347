using TorchSharp;
using TorchSharp.Modules;
using Workbook.Codecs;
using Workbook.Learning.Detection;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Finds objects in two looks: a network that proposes regions, and one that judges each of them.</summary>
/// <remarks>
/// Source: Ren et al., "Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks", with regions cut out by <see cref="RoiAlign"/>.
/// Smaller than the paper's in every part, and with a backbone of its own. All images of a batch have one size and the same number of regions, so that a batch is
/// one tensor. Parameters: <c>backbone.*</c>, <c>rpn.*</c>, <c>head.*</c>. Regions are chosen on the CPU by fixed rules, so the same
/// weights and images give the same boxes on one machine.
/// </remarks>
public sealed class FasterRcnn : nn.Module
{
    private readonly DetectionBackbone backbone;
    private readonly Sequential rpn;
    private readonly Sequential head;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">How large.</param>
    /// <param name="seed">Of its weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public FasterRcnn(FasterRcnnSizes sizes, ulong seed = 0) : base(nameof(FasterRcnn))
    {
        sizes.Check();
        Sizes = sizes;
        var channels = sizes.MapChannels;
        backbone = new DetectionBackbone(sizes);
        rpn = nn.Sequential(Layers.Conv3x3(channels, channels), nn.ReLU(), Layers.Conv1x1(channels, sizes.Shapes * (1 + BoxCoding.Length)));
        head = nn.Sequential(nn.Linear(channels * sizes.RegionCells * sizes.RegionCells, sizes.HeadWidth), nn.ReLU(), nn.Linear(sizes.HeadWidth, sizes.HeadWidth), nn.ReLU(),
            nn.Linear(sizes.HeadWidth, 1 + sizes.Classes * (1 + BoxCoding.Length)));
        RegisterComponents();
        SeededWeights.Draw(this, seed);
    }

    /// <summary>How large it is.</summary>
    public FasterRcnnSizes Sizes { get; }

    /// <summary>The map in which objects are looked for.</summary>
    /// <param name="images">float32 [N, 3, H, W] in [0, 1], sides multiples of the stride, on the network's device.</param>
    /// <returns>[N, C, H / map stride, W / map stride]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The images have another shape.</exception>
    public Tensor Features(Tensor images)
    {
        new Spatial(2).Check(images, 3, Sizes.Stride, "the detector");
        return backbone.call(images);
    }

    /// <summary>The first look: whether each anchor shows an object, and where that lies seen from the anchor.</summary>
    /// <param name="map">What <see cref="Features"/> gave.</param>
    /// <returns>Logits float32 [N, anchors] and codes float32 [N, anchors, 4] (<see cref="BoxCoding.OfAnchors"/>), in the order of
    /// <see cref="Anchors.Of"/>; the caller disposes them.</returns>
    public (Tensor Objectness, Tensor Codes) Propose(Tensor map)
    {
        using var scope = NewDisposeScope();
        var all = rpn.call(map).to(float32).permute(0, 2, 3, 1); // [N, h, w, shapes (1 + 4)]
        return (Part(all, 0, Sizes.Shapes).reshape(map.shape[0], -1).MoveToOuterDisposeScope(),
            Part(all, Sizes.Shapes, Sizes.Shapes * BoxCoding.Length).reshape(map.shape[0], -1, BoxCoding.Length).MoveToOuterDisposeScope());
    }

    /// <summary>The second look: what each region shows, and where that lies seen from the region.</summary>
    /// <param name="map">What <see cref="Features"/> gave.</param>
    /// <param name="regions">For each image as many (R) boxes in pixels.</param>
    /// <returns>Logits float32 [N R, classes + 1], background last, and codes float32 [N R, classes, 4] (<see cref="BoxCoding.OfRegions"/>);
    /// the caller disposes them.</returns>
    /// <exception cref="ArgumentException">Regions are not as many for all images.</exception>
    public (Tensor Classes, Tensor Codes) Judge(Tensor map, IReadOnlyList<IReadOnlyList<ObjectBox>> regions)
    {
        using var scope = NewDisposeScope();
        var cells = RoiAlign.Of(map, regions, Sizes.MapStride, Sizes.RegionCells, Sizes.CellSamples);
        var all = head.call(cells.flatten(1)).to(float32); // [N R, classes + 1 + 4 classes]
        return (Part(all, 0, Sizes.Classes + 1).MoveToOuterDisposeScope(),
            Part(all, Sizes.Classes + 1, Sizes.Classes * BoxCoding.Length).reshape(-1, Sizes.Classes, BoxCoding.Length).MoveToOuterDisposeScope());
    }

    /// <summary>Finds the objects of images.</summary>
    /// <param name="images">float32 [N, 3, H, W] in [0, 1], sides multiples of the stride, on any device.</param>
    /// <param name="selection">Which boxes are given; null for the usual.</param>
    /// <returns>For each image its boxes, the surest first.</returns>
    /// <exception cref="ArgumentException">The images have another shape.</exception>
    public IReadOnlyList<ScoredBox>[] Detect(Tensor images, DetectionSelection? selection = null)
        => Detect(images, null, selection);

    /// <summary>Finds the objects of an image of any size.</summary>
    /// <param name="image">Left as it is; it is padded as far as the stride asks for.</param>
    /// <param name="selection">Which boxes are given; null for the usual.</param>
    /// <returns>Boxes within the image, the surest first.</returns>
    public IReadOnlyList<ScoredBox> Detect(RgbImage image, DetectionSelection? selection = null)
    {
        using var padded = ImageTensor.Padded(image, Sizes.Stride);
        return Detect(padded, (image.Rows, image.Columns), selection)[0];
    }

    private IReadOnlyList<ScoredBox>[] Detect(Tensor images, (int Rows, int Columns)? size, DetectionSelection? selection)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var map = Features(images.to(this.parameters().First().device));
        var regions = Proposals.Of(this, Propose(map), map);
        var (classes, codes) = Judge(map, regions);
        var (rows, columns) = size ?? ((int)images.shape[2], (int)images.shape[3]);
        return (selection ?? DetectionSelection.Usual).Choose(regions, classes.softmax(1), codes, rows, columns);
    }

    private static Tensor Part(Tensor all, long first, long length) => all.narrow(-1, first, length);
}
