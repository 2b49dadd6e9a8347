using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Learning.Tasks;

/// <summary>A vision network with the images it learns from: what a codec is trained for, and what reads the codec's images.</summary>
/// <remarks>A codec for machines asks no more of a task than a batch and a loss with a gradient for the images, so segmentation, detection and what
/// is still to come all go through the same two stages.</remarks>
public interface IVisionTask
{
    /// <summary>Network and images in words that tell this task from others in checkpoints.</summary>
    string Name { get; }

    /// <summary>The network, trained in place by whoever has it.</summary>
    nn.Module Network { get; }

    /// <summary>The batch of one step: the same for the same seed and step, whatever came before.</summary>
    /// <remarks>Where several processes share a batch (<see cref="StepRandom.Part"/>), only the samples of this one.</remarks>
    /// <param name="random">The run's randomness.</param>
    /// <param name="step">Training step, from 0.</param>
    /// <returns>Its tensors belong to the dispose scope of the step.</returns>
    VisionBatch Batch(StepRandom random, long step);

    /// <summary>How wrong the network is about images, with a gradient for its weights and for the images.</summary>
    /// <param name="images">float32 [N, 3, H, W] in [0, 1], on the network's device: those of the batch, or what a codec restores of them.</param>
    /// <param name="batch">A batch that <see cref="Batch"/> gave.</param>
    /// <param name="at">The step: where and how to compute, and its randomness.</param>
    /// <returns>Scalar [], at least 0: the mean over the whole batch (<see cref="StepContext.Group"/>).</returns>
    Tensor Loss(Tensor images, VisionBatch batch, StepContext at);
}
