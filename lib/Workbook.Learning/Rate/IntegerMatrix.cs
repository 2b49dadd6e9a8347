using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>A linear layer whose weights are 16-bit integers in float64: exact on every machine.</summary>
/// <remarks>
/// Every sum is an integer below 2^53, so it does not depend on the order in which a processor adds, nor on fused operations; dividing by
/// a power of two and rounding down are exact too. The weights are w * 2^shift, rounded, with the largest shift that keeps them within 2^15.
/// </remarks>
internal sealed class IntegerMatrix : IDisposable
{
    private const int WeightBits = 15;
    private const int LargestShift = 30;
    private readonly Tensor weights; // [inputs, outputs]
    private readonly Tensor bias; // [outputs]
    private readonly double unit; // 2^-shift

    /// <summary>Rounds a float layer.</summary>
    /// <param name="name">For the message of an exception.</param>
    /// <param name="floatWeights">[inputs, outputs].</param>
    /// <param name="floatBias">[outputs].</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="ArgumentException">A weight is not a number, or a sum could reach 2^53.</exception>
    internal IntegerMatrix(string name, Tensor floatWeights, Tensor floatBias, Device device)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (exactWeights, exactBias) = (floatWeights.to(float64, CPU), floatBias.to(float64, CPU));
        var shift = Shift(name, Held.Value(exactWeights.abs().max()), Held.Value(exactBias.abs().max()));
        unit = Math.ScaleB(1, -shift);
        weights = (exactWeights / Held.Number(unit)).round_().to(device).contiguous().DetachFromDisposeScope();
        bias = (exactBias / Held.Number(unit) * Held.Number(FixedPoint.One)).round_().to(device).DetachFromDisposeScope();
        CheckSums(name);
    }

    /// <summary>Adds up products; not yet rounded back to fixed-point numbers.</summary>
    /// <param name="rows">Fixed-point numbers [L, inputs].</param>
    /// <returns>[L, outputs]; the caller disposes it.</returns>
    internal Tensor Sums(Tensor rows) => addmm(bias, rows, weights, 1, 1);

    /// <summary>The part of the sums that the first inputs give, with the bias.</summary>
    internal Tensor SumsOfFirst(Tensor rows)
    {
        using var part = weights.narrow(0, 0, rows.shape[1]);
        return addmm(bias, rows, part, 1, 1);
    }

    /// <summary>Sums with the part that the last inputs give.</summary>
    internal Tensor AddLast(Tensor sums, Tensor rows)
    {
        using var part = weights.narrow(0, weights.shape[0] - rows.shape[1], rows.shape[1]);
        return addmm(sums, rows, part, 1, 1);
    }

    /// <summary>Rounds sums to fixed-point numbers: floor(sum / 2^shift + 1/2), kept within the limit.</summary>
    /// <param name="sums">Changed in place, and returned.</param>
    internal Tensor Round(Tensor sums) => sums.mul_(Held.Number(unit)).add_(Held.Number(0.5)).floor_()
        .clamp_(Held.Number(-FixedPoint.Limit), Held.Number(FixedPoint.Limit));

    /// <inheritdoc/>
    public void Dispose()
    {
        weights.Dispose();
        bias.Dispose();
    }

    private static int Shift(string name, double largest, double largestBias)
    {
        if (!double.IsFinite(largest) || !double.IsFinite(largestBias))
            throw new ArgumentException($"{name} has a weight that is not a number or infinite; were the weights trained to the end?");
        return largest == 0 ? LargestShift : Math.Clamp(WeightBits - 1 - Math.ILogB(largest), 1, LargestShift);
    }

    private void CheckSums(string name)
    {
        var sums = weights.abs().sum([0]) * Held.Number(FixedPoint.Limit) + bias.abs() + Held.Number(1 / unit);
        var largest = Held.Value(sums.max());
        if (!(largest < 1L << 53))
            throw new ArgumentException($"a sum of {name} could reach {largest:G3}, allowed is 2^53 = {1L << 53:G3}; its weights are too many or too large for exact decoding");
    }
}
