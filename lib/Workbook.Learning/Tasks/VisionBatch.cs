using static TorchSharp.torch;

namespace Workbook.Learning.Tasks;

/// <summary>Images of one training step with the truth about them, in the form that its task reads.</summary>
/// <param name="Images">float32 [N, 3, H, W] in [0, 1] on the CPU.</param>
public abstract record VisionBatch(Tensor Images);
