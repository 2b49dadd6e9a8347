using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>Turns what an integer network tells into table indices and means.</summary>
internal sealed class IntegerGaussian : IDisposable
{
    private readonly Tensor borders;

    /// <summary>For a latent.</summary>
    /// <param name="channels">M.</param>
    /// <param name="device">Where the network computes.</param>
    internal IntegerGaussian(int channels, Device device)
    {
        Channels = channels;
        // No border is near a fixed-point number: a last digit of exp cannot matter.
        var floors = GaussianConditional.Borders.Select(border => Math.Floor(border * FixedPoint.One)).ToArray();
        borders = tensor(floors, device: device).DetachFromDisposeScope();
    }

    /// <summary>M.</summary>
    internal int Channels { get; }

    /// <summary>The nearest level of each scale, and the mean.</summary>
    /// <param name="parameters">Fixed-point numbers [.., M] (scales; means are 0) or [.., 2M] (scales, then means).</param>
    /// <returns>A table index and a fixed-point mean for each scale.</returns>
    internal (int[] Tables, int[] Means) Read(Tensor parameters)
    {
        using var scope = NewDisposeScope();
        var tables = bucketize(parameters.narrow(-1, 0, Channels).contiguous(), borders, true);
        var means = parameters.shape[^1] == Channels ? zeros_like(tables) : parameters.narrow(-1, Channels, Channels).to(int32);
        return (Managed(tables), Managed(means));
    }

    /// <inheritdoc/>
    public void Dispose() => borders.Dispose();

    private static int[] Managed(Tensor values) => values.cpu().contiguous().data<int>().ToArray();
}
