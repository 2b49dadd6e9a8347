using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Where training images come from.</summary>
public interface IImageBatches
{
    /// <summary>Number of different images.</summary>
    int Count { get; }

    /// <summary>The images of one step: the same for the same seed and step, whatever came before.</summary>
    /// <remarks>Where several processes share a batch (<see cref="StepRandom.Part"/>), only the samples of this one.</remarks>
    /// <param name="random">The run's randomness.</param>
    /// <param name="step">Training step, from 0.</param>
    /// <returns>float32 [N, 3, H, W] in [0, 1] on the CPU; the caller disposes it.</returns>
    Tensor Batch(StepRandom random, long step);
}
