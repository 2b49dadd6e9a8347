using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning;

/// <summary>Compares autograd's gradients with central differences in float64.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-6;

    /// <summary>Checks the gradient of the sum of the function's result, weighted so that no symmetry hides an error.</summary>
    /// <param name="function">From the inputs as they are to a float64 tensor.</param>
    /// <param name="inputs">float64 leaves; each element is moved.</param>
    internal static void Check(Func<Tensor> function, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        foreach (var input in inputs)
            input.requires_grad_(true).grad = null;
        Weighted(function).backward();
        foreach (var input in inputs)
            Check(function, input, input.grad!.flatten().data<double>().ToArray());
    }

    private static void Check(Func<Tensor> function, Tensor input, double[] gradient)
    {
        using var frozen = no_grad();
        var elements = input.view(-1);
        for (var i = 0; i < gradient.Length; i++)
        {
            var here = elements[i].item<double>();
            double At(double value)
            {
                elements[i] = value;
                return Weighted(function).item<double>();
            }
            var slope = (At(here + Step) - At(here - Step)) / (2 * Step);
            elements[i] = here;
            Assert.Equal(slope, gradient[i], 1e-7 + 2e-5 * Math.Abs(slope)); // Step^2 and 1e-16 / Step
        }
    }

    private static Tensor Weighted(Func<Tensor> function)
    {
        var result = function();
        return (result.flatten() * linspace(0.5, 1.5, result.numel(), float64)).sum();
    }
}
