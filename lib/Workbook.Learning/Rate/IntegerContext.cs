using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>The context model and the 1x1 layers behind it in integers.</summary>
internal sealed class IntegerContext : IDisposable
{
    private readonly IntegerMatrix context;
    private readonly IntegerNetwork parameters;
    private readonly IntegerGaussian gaussian;

    /// <summary>Rounds the float networks.</summary>
    /// <param name="contextPrediction">M to 2M channels.</param>
    /// <param name="entropyParameters">4M to 2M.</param>
    /// <param name="gaussian">Reads their result; stays the caller's.</param>
    /// <param name="device">Where they compute.</param>
    internal IntegerContext(MaskedConv2d contextPrediction, Sequential entropyParameters, IntegerGaussian gaussian, Device device)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var seen = contextPrediction.SeenWeights().permute(2, 1, 0).flatten(0, 1); // [12 M, 2M]
        context = new IntegerMatrix("context_prediction", seen, contextPrediction.SeenBias(), device);
        parameters = new IntegerNetwork("entropy_parameters", entropyParameters, device);
        this.gaussian = gaussian;
    }

    /// <summary>M.</summary>
    internal int Channels => gaussian.Channels;

    /// <summary>What h_s adds to the sums of the first 1x1 layer, with its bias: computed once for all positions.</summary>
    /// <param name="features">[L, 2M].</param>
    /// <returns>[L, 10M/3]; the caller disposes it.</returns>
    internal Tensor HyperSums(Tensor features) => parameters.Layers[0].Matrix.SumsOfFirst(features);

    /// <summary>Tables and means of some positions.</summary>
    /// <param name="hyperSums">Their rows [L, 10M/3].</param>
    /// <param name="neighbours">Values decoded before, zero outside the image [L, 12 M].</param>
    internal (int[] Tables, int[] Means) Parameters(Tensor hyperSums, Tensor neighbours)
    {
        using var scope = NewDisposeScope();
        var first = parameters.Layers[0];
        var values = first.Finish(first.Matrix.AddLast(hyperSums, context.Round(context.Sums(neighbours))));
        foreach (var layer in parameters.Layers.Skip(1))
            values = layer.Finish(layer.Matrix.Sums(values));
        return gaussian.Read(values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        context.Dispose();
        parameters.Dispose();
    }
}
