using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>Adds uniform noise of width 1, which has rounding's error without its steps: the quantiser of training.</summary>
/// <remarks>Source: Ballé et al., "End-to-end Optimized Image Compression", section 3. The noise is given from outside, so a step can be repeated.</remarks>
/// <param name="uniform">Uniform numbers in [0, 1) for a latent's name and shape. float32 on the CPU; disposed here.</param>
public sealed class NoiseQuantizer(Func<string, long[], Tensor> uniform) : ILatentQuantizer
{
    /// <summary>Noise of one training step.</summary>
    /// <param name="random">The run's randomness.</param>
    /// <param name="epoch">Pass over the data, from 0.</param>
    /// <param name="step">Training step, from 0.</param>
    public NoiseQuantizer(StepRandom random, int epoch, long step)
        : this((name, shape) => random.Uniform(shape, epoch, step, $"noise {name}"))
    {
    }

    /// <inheritdoc/>
    public Tensor Quantize(Tensor latent, Func<Tensor>? center, string name)
    {
        using var scope = NewDisposeScope();
        var noise = uniform(name, latent.shape).sub_(Held.Number(0.5));
        return (latent + noise.to(latent.dtype, latent.device)).MoveToOuterDisposeScope();
    }
}
