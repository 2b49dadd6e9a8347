using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>The distance of two maps as a trained network sees them that no longer learns: a term for objectives of one's own.</summary>
/// <remarks>
/// Source: Johnson, Alahi and Fei-Fei, "Perceptual Losses for Real-Time Style Transfer and Super-Resolution", Eq. (2), with the mean absolute
/// difference of <see cref="MultiScaleFeature"/> in place of the squared one. What the network learned decides what counts: an S of another
/// training, a C, or a D. <c>(t, w) => w.Bits * t.Bits + t.Show("seen by D", FrozenFeatures.Distance(oldD, t.Predicted, t.Truth))</c>.
/// </remarks>
public static class FrozenFeatures
{
    /// <summary>The distance in what a network gives.</summary>
    /// <param name="network">Reads both maps. All its parameters hold still (<see cref="Training.Frozen"/>), on the device of the maps.</param>
    /// <param name="predicted">What is to be moved; the gradient goes here only.</param>
    /// <param name="truth">Where it is to go, of the same shape.</param>
    /// <returns>Scalar [], at least 0; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The network learns, is on another device, or the shapes differ.</exception>
    public static Tensor Distance(nn.Module<Tensor, Tensor> network, Tensor predicted, Tensor truth) => Distance(network, x => [network.call(x)], predicted, truth);

    /// <summary>The distance in the features of all scales of a network, such as a discriminator.</summary>
    /// <inheritdoc cref="Distance(nn.Module{Tensor, Tensor}, Tensor, Tensor)"/>
    public static Tensor Distance(nn.Module<Tensor, IReadOnlyList<Tensor>> network, Tensor predicted, Tensor truth) => Distance(network, network.call, predicted, truth);

    private static Tensor Distance(nn.Module network, Func<Tensor, IReadOnlyList<Tensor>> features, Tensor predicted, Tensor truth)
    {
        Check(network, predicted, truth);
        using var scope = NewDisposeScope();
        IReadOnlyList<Tensor> goal;
        using (no_grad())
            goal = features(truth);
        return MultiScaleFeature.Distance(features(predicted), goal).MoveToOuterDisposeScope();
    }

    private static void Check(nn.Module network, Tensor predicted, Tensor truth)
    {
        if (!predicted.shape.SequenceEqual(truth.shape))
            throw new ArgumentException($"predicted is [{string.Join(", ", predicted.shape)}] but truth is [{string.Join(", ", truth.shape)}]; both must have one shape");
        foreach (var (name, parameter) in network.named_parameters())
            if (parameter.requires_grad)
                throw new ArgumentException($"{network.GetName()} would learn: its {name} takes gradients; hold it still first: new Frozen(network)", nameof(network));
            else if (parameter.device.ToString() != predicted.device.ToString())
                throw new ArgumentException($"{network.GetName()} is on {parameter.device}, the maps are on {predicted.device}; move it there: network.to(...)", nameof(network));
    }
}
