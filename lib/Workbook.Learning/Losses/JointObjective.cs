using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>What C, g and S descend together: one line of terms and weights.</summary>
/// <param name="t">The step's terms.</param>
/// <param name="w">Their weights.</param>
/// <returns>Scalar [].</returns>
public delegate Tensor JointObjective(JointTerms t, JointWeights w);

/// <summary>The objectives of the paper's designs, and some to start from.</summary>
/// <remarks>Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", Equations (1) to (5). The discriminator's own
/// objective is not among them: it ascends <see cref="JointTerms.Features"/> wherever an objective asks for it.</remarks>
public static class JointObjectives
{
    /// <summary>Without a discriminator.</summary>
    public static readonly JointObjective WithoutDiscriminator = (t, w) => w.Dice == 0
        ? t.Bits.Times(w.Bits) + t.Segmentation.Times(w.Segmentation)
        : t.Bits.Times(w.Bits) + t.Segmentation.Times(w.Segmentation) + t.Dice.Times(w.Dice);

    /// <summary>The whole design: rate, label map, and the distance in D's features.</summary>
    public static readonly JointObjective Compressor = (t, w) => WithoutDiscriminator(t, w) + t.Features.Times(w.Features);

    /// <summary>Soft Dice in place of the squared error.</summary>
    public static readonly JointObjective Dice = (t, w) => t.Bits.Times(w.Bits) + t.Dice.Times(w.Segmentation);

    /// <summary>Pixels and rate, for eyes: what an autoencoder learns that knows of no task.</summary>
    public static readonly JointObjective Pixels = (t, w) => t.Bits.Times(w.Bits) + t.Pixels;
}
