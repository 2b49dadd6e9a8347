using Workbook.Codecs;
using static TorchSharp.torch;

namespace Workbook.Learning.Tasks;

/// <summary>Images of one training step with the objects in them.</summary>
/// <param name="Images">float32 [N, 3, H, W] in [0, 1] on the CPU.</param>
/// <param name="Objects">For each image its objects, in pixels of these images; may be none.</param>
public sealed record DetectionBatch(Tensor Images, IReadOnlyList<IReadOnlyList<ObjectBox>> Objects) : VisionBatch(Images);
