using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>Rounds to the nearest whole distance from the centre, as an encoder does; gradients pass straight through.</summary>
public sealed class RoundingQuantizer : ILatentQuantizer
{
    private RoundingQuantizer()
    {
    }

    /// <summary>The one there is.</summary>
    public static RoundingQuantizer Instance { get; } = new();

    /// <inheritdoc/>
    public Tensor Quantize(Tensor latent, Func<Tensor>? center, string name)
    {
        using var scope = NewDisposeScope();
        using var distance = center is null ? latent.detach() : (latent - center()).detach();
        return (latent + (distance.round() - distance)).MoveToOuterDisposeScope();
    }
}
