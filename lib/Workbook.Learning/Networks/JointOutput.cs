using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>What C, g and S make of a batch of images.</summary>
/// <param name="Code">Probabilities of the bits, float32 [N, B, h, w] or [N, B, d, h, w]; null where nothing is compressed.</param>
/// <param name="FeatureMap">What S read: g's map, or the images.</param>
/// <param name="Predicted">Probabilities of the labels, float32 [N, K, ...].</param>
public sealed record JointOutput(Tensor? Code, Tensor FeatureMap, Tensor Predicted);
