using System.Collections.Concurrent;
using TorchSharp;

namespace Workbook.Learning.Devices;

/// <summary>Numbers to stand beside tensors, kept for ever.</summary>
/// <remarks>
/// A number written beside a tensor becomes a Scalar of TorchSharp. TorchSharp frees it as soon as the garbage collector finds it unused, and that
/// can be while native code has still to read it, when another thread makes the collector run. Then there is an exception such as "Unknown scalar
/// type", or another number. What decides about a stream must not depend on that, and a long training meets it; what is held also costs a look-up in place of a native call.
/// </remarks>
internal static class Held
{
    private static readonly ConcurrentDictionary<double, Scalar> Scalars = new();

    /// <summary>A number, for constants and the like: none is ever freed.</summary>
    internal static Scalar Number(double value) => Scalars.GetOrAdd(value, static number => number);

    /// <summary>A number that changes from step to step, and would fill the memory if it were kept: the caller disposes it after the call that reads it.</summary>
    internal static Scalar Own(double value) => value;

    /// <summary>A tensor times a number that changes from step to step.</summary>
    /// <param name="tensor">Any floating-point type, on any device.</param>
    /// <param name="factor">The number.</param>
    internal static torch.Tensor Times(this torch.Tensor tensor, double factor)
    {
        using var number = torch.tensor(factor, tensor.dtype);
        return tensor * number;
    }

    /// <summary>The only value of a tensor, read without a Scalar.</summary>
    /// <param name="single">Numbers or truth values, one element, on any device.</param>
    internal static double Value(torch.Tensor single)
    {
        using var scope = torch.NewDisposeScope();
        return single.to(torch.float64, torch.CPU).data<double>()[0];
    }
}
