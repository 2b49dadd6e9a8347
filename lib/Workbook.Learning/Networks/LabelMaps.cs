using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Between logits, probabilities and labels.</summary>
public static class LabelMaps
{
    /// <summary>Probabilities of the labels: a sigmoid for one object, a softmax over classes.</summary>
    /// <param name="logits">What a segmentation network gave. [N, K, ...].</param>
    /// <returns>float32 in [0, 1], same shape; the caller disposes it.</returns>
    public static Tensor Probabilities(Tensor logits)
    {
        using var wide = logits.to(float32);
        return logits.shape[1] == 1 ? wide.sigmoid() : wide.softmax(1);
    }

    /// <summary>The likeliest label at every place.</summary>
    /// <param name="probabilities">[N, K, ...].</param>
    /// <returns>int64 [N, ...]: 0 or 1 for one object (1 from a half on), else the class; the caller disposes it.</returns>
    public static Tensor Labels(Tensor probabilities)
        => probabilities.shape[1] == 1 ? probabilities.select(1, 0).ge(Held.Number(0.5)).to(int64) : probabilities.argmax(1);

    /// <summary>The likeliest label at every place, as bytes.</summary>
    /// <param name="probabilities">[N, K, ...].</param>
    /// <returns>Columns fastest; see <see cref="Labels"/>.</returns>
    public static byte[] ToBytes(Tensor probabilities)
    {
        using var scope = NewDisposeScope();
        return Labels(probabilities).to(uint8).cpu().contiguous().data<byte>().ToArray();
    }

    /// <summary>Maps of 0 and 1 for each class.</summary>
    /// <param name="labels">int64 [N, ...], 0 to K - 1.</param>
    /// <param name="classes">K; 1 for one object, whose label is 1.</param>
    /// <returns>float32 [N, K, ...]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">A label is out of its range.</exception>
    public static Tensor OneHot(Tensor labels, int classes)
    {
        using var scope = NewDisposeScope();
        var most = labels.numel() == 0 ? 0 : Held.Value(labels.max());
        if (most > Math.Max(1, classes - 1) || (labels.numel() > 0 && Held.Value(labels.min()) < 0))
            throw new ArgumentException($"labels go from {Held.Value(labels.min())} to {most}; with {classes} channels allowed is 0 to {Math.Max(1, classes - 1)}");
        var maps = classes == 1 ? labels.unsqueeze(1) : nn.functional.one_hot(labels, classes).movedim([-1], [1]);
        return maps.to(float32).contiguous().MoveToOuterDisposeScope();
    }
}
