using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Where images and their label maps come from.</summary>
public interface IPairBatches
{
    /// <summary>The pairs of one step: the same for the same seed and step, whatever came before.</summary>
    /// <remarks>Where several processes share a batch (<see cref="StepRandom.Part"/>), only the samples of this one.</remarks>
    /// <param name="random">The run's randomness.</param>
    /// <param name="step">Training step, from 0.</param>
    /// <returns>Images, float32 [N, C, ...] in [0, 1], and labels, one-hot or 0 and 1, float32 [N, K, ...], both on the CPU; the caller disposes them.</returns>
    (Tensor Images, Tensor Truth) Batch(StepRandom random, long step);
}
