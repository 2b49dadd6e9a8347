using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Brings images to sides that networks can halve.</summary>
internal static class StridePadding
{
    /// <summary>Repeats the last slices, rows and columns up to whole strides.</summary>
    /// <param name="image">[N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="stride">What the sides are to be multiples of.</param>
    /// <returns>The image itself where nothing is missing; the current dispose scope holds it.</returns>
    internal static Tensor Fill(Tensor image, int stride)
    {
        var padding = image.shape[2..].Reverse().SelectMany(side => new[] { 0, (stride - side % stride) % stride }).ToArray();
        return padding.All(size => size == 0) ? image : nn.functional.pad(image, padding, PaddingModes.Replicate);
    }

    /// <summary>Takes the first slices, rows and columns.</summary>
    /// <param name="maps">[N, K, ...].</param>
    /// <param name="sides">Those of the image, without N and C.</param>
    /// <returns>The current dispose scope holds it.</returns>
    internal static Tensor Cut(Tensor maps, ReadOnlySpan<long> sides)
    {
        for (var i = 0; i < sides.Length; i++)
            maps = maps.narrow(2 + i, 0, sides[i]);
        return maps.contiguous();
    }
}
