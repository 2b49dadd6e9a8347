using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>A lower bound that a value cannot get stuck below: max(x, bound), with a gradient wherever it leads upwards.</summary>
/// <remarks>
/// Source: Ballé et al., "Density Modeling of Images using a Generalized Normalization Transformation", as every implementation since then
/// does it: the gradient passes where x is at or above the bound, and below it where descending it would raise x; elsewhere it is 0.
/// </remarks>
public sealed class LowerBound : autograd.SingleTensorFunction<LowerBound>
{
    /// <inheritdoc/>
    public override string Name => nameof(LowerBound);

    /// <summary>Applies the bound.</summary>
    /// <param name="values">Any floating-point tensor.</param>
    /// <param name="bound">The smallest value that comes out.</param>
    /// <returns>Same shape and type; the caller disposes it.</returns>
    public static Tensor Of(Tensor values, double bound) => apply(values, bound);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (values, bound) = ((Tensor)vars[0], Held.Number((double)vars[1]));
        ctx.save_for_backward([values.ge(bound)]);
        return values.clamp_min(bound);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        using var gradient = grad_output;
        using var above = ctx.get_saved_variables()[0];
        return [.. Gradients.Given(gradient.mul(above.logical_or(gradient.lt(Held.Number(0))))), null!];
    }
}
