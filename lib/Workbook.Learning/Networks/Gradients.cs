using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>What the functions of our own give to the engine that computes gradients.</summary>
internal static class Gradients
{
    // The engine takes over what backward returns after it has returned, on a thread that may have no dispose scope.
    [ThreadStatic]
    private static Tensor[]? last;

    /// <summary>Keeps what a backward returns until the next backward on this thread, when the engine has taken it over.</summary>
    internal static Tensor[] Given(params Tensor[] gradients)
    {
        foreach (var gradient in last ?? [])
            gradient.Dispose();
        return last = Array.ConvertAll(gradients, gradient => gradient.DetachFromDisposeScope());
    }
}
