using System.Collections.Concurrent;
using TorchSharp;

namespace Workbook.Learning.Devices;

/// <summary>Numbers to stand beside tensors, kept for ever.</summary>
/// <remarks>
/// A number written beside a tensor becomes a Scalar of TorchSharp. TorchSharp frees it as soon as the garbage collector finds it unused, and that
/// can be while native code has still to read it, when another thread makes the collector run. Then there is an exception such as "Unknown scalar
/// type", or another number. What decides about a stream must not depend on that; what is held also costs a look-up in place of a native call.
/// </remarks>
internal static class Held
{
    private static readonly ConcurrentDictionary<double, Scalar> Scalars = new();

    /// <summary>A number, for constants and the like: none is ever freed.</summary>
    internal static Scalar Number(double value) => Scalars.GetOrAdd(value, static number => number);

    /// <summary>The only value of a tensor, read without a Scalar.</summary>
    /// <param name="single">float64 or float32, one element, on any device.</param>
    internal static double Value(torch.Tensor single)
    {
        using var scope = torch.NewDisposeScope();
        return single.to(torch.float64, torch.CPU).data<double>()[0];
    }
}
