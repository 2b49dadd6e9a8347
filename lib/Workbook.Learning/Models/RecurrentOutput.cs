using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>What a recurrent codec's networks give for a batch of images, iteration by iteration.</summary>
/// <param name="Images">x_hat after each iteration. float32 [N, 3, H, W], about in [0, 1] but not clamped.</param>
/// <param name="Probabilities">That each bit of each iteration is 1. float32 [N, B, H/16, W/16].</param>
/// <param name="Bits">The bits that were made of them, same shapes.</param>
public sealed record RecurrentOutput(IReadOnlyList<Tensor> Images, IReadOnlyList<Tensor> Probabilities, IReadOnlyList<Tensor> Bits);
