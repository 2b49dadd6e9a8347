using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>One step of a training: takes its batch, computes its losses and lets each network descend.</summary>
/// <remarks>It may train several networks in turn, each on a loss of its own. Its tensors live in a dispose scope that the trainer closes.</remarks>
/// <param name="at">Which step, its randomness, and how to compute.</param>
/// <returns>What to show and to record, by name: scalars.</returns>
public delegate IReadOnlyDictionary<string, Tensor> TrainingStep(StepContext at);
