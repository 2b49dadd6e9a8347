using TorchSharp;
using Workbook.Codecs;
using static TorchSharp.torch;

namespace Workbook.Learning.Detection;

/// <summary>Cuts boxes out of feature maps, all to one size, without rounding their edges.</summary>
/// <remarks>
/// Source: He et al., "Mask R-CNN", section 3: a box is divided into equal cells, and a cell is the mean of bilinear values at regular points in it.
/// The value of a place stands at its centre, so the points are half a place nearer to 0 than the edges say (the later, "aligned" form). Points up
/// to a place beyond the outermost centres take the edge's value, farther ones 0, as implementations have it.
/// <para>
/// The points of a box are a grid, and bilinear weights are products, so the mean over a cell is one matrix from the left and one from the right:
/// cells = V F H^T, with rows of V and H that hold the mean weights of a cell's points. Autograd then gives the exact gradient for
/// the features through matrix products alone, which are the same from run to run on a GPU too. Boxes get no gradient.
/// </para>
/// </remarks>
public static class RoiAlign
{
    /// <summary>Cuts boxes out.</summary>
    /// <param name="maps">float32 or float64 [N, C, h, w].</param>
    /// <param name="boxes">For each of the N images its boxes in pixels, as many (R) for each.</param>
    /// <param name="stride">Pixels from one place of the maps to the next.</param>
    /// <param name="size">P, cells of a box in each direction.</param>
    /// <param name="samples">Points of a cell in each direction.</param>
    /// <returns>Same type [N R, C, P, P], the boxes of the first image first; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The maps have another shape, or boxes are not as many for all images.</exception>
    public static Tensor Of(Tensor maps, IReadOnlyList<IReadOnlyList<ObjectBox>> boxes, int stride, int size, int samples)
    {
        if (maps.dim() != 4 || maps.numel() == 0 || maps.shape[0] != boxes.Count || boxes[0].Count == 0 || boxes.Any(some => some.Count != boxes[0].Count))
            throw new ArgumentException($"maps are [{string.Join(", ", maps.shape)}] and boxes [{string.Join(", ", boxes.Select(some => some.Count))}]; "
                + "expected [N, C, h, w] and the same number of boxes for each of N images, at least 1");
        if (stride < 1 || size < 1 || samples < 1)
            throw new ArgumentException($"stride is {stride}, size {size}, samples {samples}; all must be at least 1");
        using var scope = NewDisposeScope();
        var (n, c, h, w, r) = (maps.shape[0], maps.shape[1], maps.shape[2], maps.shape[3], boxes[0].Count);
        var vertical = Weights(boxes, box => (box.Top, box.Bottom), (int)h, stride, size, samples, maps); // [N, R P, h]
        var horizontal = Weights(boxes, box => (box.Left, box.Right), (int)w, stride, size, samples, maps); // [N, R P, w]
        var rows = vertical.bmm(maps.permute(0, 2, 1, 3).reshape(n, h, c * w)); // [N, R P, C w]
        var cells = rows.reshape(n * r, size * c, w).bmm(horizontal.reshape(n * r, size, w).transpose(1, 2)); // [N R, P C, P]
        return cells.reshape(n * r, size, c, size).permute(0, 2, 1, 3).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>V or H of all boxes: for each cell the mean bilinear weights of its points, over the places of one direction.</summary>
    private static Tensor Weights(IReadOnlyList<IReadOnlyList<ObjectBox>> boxes, Func<ObjectBox, (double From, double To)> side,
        int places, int stride, int size, int samples, Tensor like)
    {
        var weights = new double[boxes.Count * boxes[0].Count * size * places];
        var row = 0;
        foreach (var box in boxes.SelectMany(some => some))
        {
            var (from, to) = side(box);
            for (var cell = 0; cell < size; cell++, row++)
                for (var point = 0; point < samples; point++)
                    Add(weights.AsSpan(row * places, places), (from + (to - from) * (cell + (point + 0.5) / samples) / size) / stride - 0.5, 1.0 / samples);
        }
        return tensor(weights).reshape(boxes.Count, boxes[0].Count * size, places).to(like.dtype, like.device);
    }

    /// <summary>Adds the bilinear weights of one point to those of its cell.</summary>
    private static void Add(Span<double> weights, double at, double share)
    {
        if (!(at >= -1 && at <= weights.Length))
            return;
        at = Math.Clamp(at, 0, weights.Length - 1);
        var (before, after) = ((int)at, Math.Min((int)at + 1, weights.Length - 1));
        weights[before] += share * (1 - (at - before));
        weights[after] += share * (at - before);
    }
}
