using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Images as a user gets them out of a codec's files, without the files: what a vision network is trained to read.</summary>
public static class RestoredImages
{
    /// <summary>Images through a codec: latents rounded, pixels in 8 bits. No gradient.</summary>
    /// <param name="codec">On the device of the images; stays as it is.</param>
    /// <param name="images">float32 [N, 3, H, W] in [0, 1], H and W multiples of the codec's stride.</param>
    /// <returns>Same shape, in [0, 1]; the caller disposes it.</returns>
    public static Tensor By(CompressionModel codec, Tensor images)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return EightBits(codec.call(images, RoundingQuantizer.Instance).Images).MoveToOuterDisposeScope();
    }

    /// <summary>Images in 8 bits: kept within 0 and 1, then rounded to levels of 1/255. No gradient.</summary>
    /// <param name="images">Any shape, about in [0, 1].</param>
    /// <returns>float32, same shape; the caller disposes it.</returns>
    public static Tensor EightBits(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var levels = images.to(float32).clamp(Held.Number(0), Held.Number(1)).mul_(Held.Number(255)).round_();
        return levels.div_(Held.Number(255)).MoveToOuterDisposeScope();
    }
}
