using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Generalised divisive normalisation: each channel is divided by the common strength of all channels at its position.</summary>
/// <remarks>
/// Source: Ballé, Laparra, Simoncelli, "Density Modeling of Images using a Generalized Normalization Transformation", Eq. (1) with exponents
/// 2 and 1/2: y_i = x_i / sqrt(beta_i + sum_j gamma_ij x_j^2). The inverse (IGDN) of the synthesis multiplies by the root instead; it undoes
/// GDN where its own weights say so, not by construction. beta is at least 1e-6 and gamma at least 0: the parameters hold
/// sqrt(value + 2^-36), bounded from below and squared again. Parameters: <c>beta</c> [C], <c>gamma</c> [C, C].
/// </remarks>
public sealed class Gdn : nn.Module<Tensor, Tensor>
{
    private const double Pedestal = 1.0 / (1L << 36);
    private const double SmallestBeta = 1e-6;
    private readonly bool inverse;
    private Parameter beta;
    private Parameter gamma;

    /// <summary>Makes the layer with beta = 1 and gamma = 0.1 I.</summary>
    /// <param name="channels">C.</param>
    /// <param name="inverse">True: multiply (IGDN).</param>
    public Gdn(int channels, bool inverse = false) : base(nameof(Gdn))
    {
        using var scope = NewDisposeScope();
        this.inverse = inverse;
        beta = new Parameter((ones(channels) + Held.Number(Pedestal)).sqrt().DetachFromDisposeScope());
        gamma = new Parameter((eye(channels) * Held.Number(0.1) + Held.Number(Pedestal)).sqrt().DetachFromDisposeScope());
        RegisterComponents();
    }

    /// <summary>Normalises.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <returns>Same shape; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The number of channels is another one.</exception>
    public override Tensor forward(Tensor x)
    {
        if (x.dim() != 4 || x.shape[1] != beta.shape[0])
            throw new ArgumentException($"the input is [{string.Join(", ", x.shape)}]; GDN of {beta.shape[0]} channels needs [N, {beta.shape[0]}, H, W]");
        using var scope = NewDisposeScope();
        var gains = Squared(gamma, 0).unsqueeze(2).unsqueeze(3); // [C, C, 1, 1]
        var strength = nn.functional.conv2d(x.square(), gains, Squared(beta, SmallestBeta)); // [N, C, H, W]
        return (x * (inverse ? strength.sqrt() : strength.rsqrt())).MoveToOuterDisposeScope();
    }

    private static Tensor Squared(Tensor root, double smallest)
        => LowerBound.Of(root, Math.Sqrt(smallest + Pedestal)).square() - Held.Number(Pedestal);
}
