using TorchSharp;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>The probability of an integer step of a latent whose mean and scale a hyperprior tells.</summary>
/// <remarks>
/// Source: Ballé et al., "Variational Image Compression with a Scale Hyperprior", Eq. (7), with means as in Minnen et al., "Joint
/// Autoregressive and Hierarchical Priors for Learned Image Compression": p = Phi((1/2 - v) / s) - Phi((-1/2 - v) / s), v = |y - mean|.
/// A codec rounds scales to the nearest of 64, by their logarithm: exp(ln 0.11 + k (ln 256 - ln 0.11) / 63). The field rounds them up, which
/// measured 2.4 % more bytes on photographs than the scales as they are; to the nearest they are 0.07 % more.
/// </remarks>
public static class GaussianConditional
{
    /// <summary>The smallest scale; smaller ones count as this.</summary>
    public const double SmallestScale = 0.11;

    /// <summary>Where a table ends, in scales: Phi(-x) = 2^-17. The escape has at least 2^-16 anyway, and each longer tail's value would too.</summary>
    private const double HalfWidth = 4.32492;
    private const double LargestScale = 256;
    private const int Levels = 64;

    /// <summary>The 64 scales that have a table, from the smallest.</summary>
    public static IReadOnlyList<double> Scales { get; } = [.. Enumerable.Range(0, Levels)
        .Select(k => Math.Exp(Math.Log(SmallestScale) + k * (Math.Log(LargestScale) - Math.Log(SmallestScale)) / (Levels - 1)))];

    /// <summary>Where a scale is as near to one level as to the next: the 63 geometric means of neighbours.</summary>
    internal static IReadOnlyList<double> Borders { get; } = [.. Scales.Zip(Scales.Skip(1), (level, next) => Math.Sqrt(level * next))];

    /// <summary>The probability that coding needs for each value.</summary>
    /// <param name="y">Quantised or noisy latents. float32 or float64 [N, C, H, W].</param>
    /// <param name="scales">Standard deviations, any sign: those below 0.11 count as 0.11. Same shape.</param>
    /// <param name="means">Same shape, or null for 0.</param>
    /// <returns>In [1e-9, 1], same shape; the caller disposes it.</returns>
    public static Tensor Likelihood(Tensor y, Tensor scales, Tensor? means = null)
    {
        using var scope = NewDisposeScope();
        var values = Rate.Likelihood.Wide(means is null ? y : y - means).abs();
        var bounded = LowerBound.Of(Rate.Likelihood.Wide(scales), SmallestScale);
        var difference = Cumulative((Held.Number(0.5) - values) / bounded) - Cumulative((Held.Number(-0.5) - values) / bounded);
        return Rate.Likelihood.Floor(difference).MoveToOuterDisposeScope();
    }

    /// <summary>Which level a scale is rounded to.</summary>
    /// <param name="scale">Any number.</param>
    /// <returns>0 to 63: the nearest by logarithm.</returns>
    public static int IndexOf(double scale) => Borders.Count(border => border < scale);

    /// <summary>The probabilities of all levels, of a value's whole distance from its mean.</summary>
    /// <returns>64, by level.</returns>
    public static IReadOnlyList<TableProbabilities> Probabilities() => [.. Scales.Select(Of)];

    /// <summary>The tables of all levels, as a model ships them.</summary>
    /// <returns>64, by level.</returns>
    public static IntegerTables ToTables() => new(Probabilities().Select(level => level.ToTable()));

    private static TableProbabilities Of(double scale)
    {
        var reach = (int)Math.Ceiling(scale * HalfWidth);
        using var scope = NewDisposeScope();
        var values = arange(Held.Number(-reach), Held.Number(reach + 1), dtype: float64).abs_();
        var inside = Cumulative((Held.Number(0.5) - values) / Held.Number(scale)) - Cumulative((Held.Number(-0.5) - values) / Held.Number(scale));
        var probabilities = inside.data<double>().ToArray();
        return new TableProbabilities(-reach, probabilities, Math.Max(0, 1 - probabilities.Sum()));
    }

    /// <summary>Phi(x) = erfc(-x / sqrt 2) / 2, which keeps its precision in the lower tail.</summary>
    private static Tensor Cumulative(Tensor x) => (x * Held.Number(-Math.Sqrt(0.5))).erfc() * Held.Number(0.5);
}
