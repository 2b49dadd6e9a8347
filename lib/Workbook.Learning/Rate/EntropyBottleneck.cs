using TorchSharp;
using TorchSharp.Modules;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>A learned density for each channel of a latent: the probability of each value without any side information.</summary>
/// <remarks>
/// Source: Ballé et al., "Variational Image Compression with a Scale Hyperprior", section 6.1. A channel's cumulative is sigmoid(c(x)),
/// c = f_5(...f_1(x)), f_k(x) = g_k(softplus(H_k) x + b_k), g_k(u) = u + tanh(a_k) tanh(u) for k &lt; 5 and g_5(u) = u, with widths
/// 1-3-3-3-3-1. Every step rises, so c does. Quantiles are found by bisection, so they are no parameters and need no loss of their own.
/// Parameters: <c>matrices.k</c> [C, out, in], <c>biases.k</c> [C, out, 1] for k = 0 to 4, <c>factors.k</c> [C, out, 1] for k = 0 to 3.
/// </remarks>
public sealed class EntropyBottleneck : nn.Module<Tensor, Tensor>
{
    /// <summary>Width of the density at the start, in steps.</summary>
    private const double StartScale = 10;

    /// <summary>Probability outside a table, which is what the escape has at least.</summary>
    private const double TailMass = 1.0 / 65536;

    /// <summary>The farthest a table reaches from the median.</summary>
    private const int LongestReach = 1024;

    /// <summary>Where bisection starts.</summary>
    private const int Farthest = 1 << 16;
    private static readonly int[] Widths = [1, 3, 3, 3, 3, 1];
    private readonly ParameterList matrices = new();
    private readonly ParameterList biases = new();
    private readonly ParameterList factors = new();

    /// <summary>Makes a density for each channel, all of them alike and wide.</summary>
    /// <param name="channels">C, at least 1.</param>
    public EntropyBottleneck(int channels) : base(nameof(EntropyBottleneck))
    {
        Channels = channels;
        var growth = Math.Pow(StartScale, 1.0 / (Widths.Length - 1));
        for (var k = 0; k + 1 < Widths.Length; k++)
        {
            var (inputs, outputs) = (Widths[k], Widths[k + 1]);
            matrices.append(new Parameter(full([channels, outputs, inputs], Held.Number(Math.Log(double.ExpM1(1 / (growth * outputs)))))));
            biases.append(new Parameter(zeros(channels, outputs, 1)));
            if (k + 2 < Widths.Length)
                factors.append(new Parameter(zeros(channels, outputs, 1)));
        }
        register_module(nameof(matrices), matrices);
        register_module(nameof(biases), biases);
        register_module(nameof(factors), factors);
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>The probability that coding needs for each value.</summary>
    /// <param name="y">Quantised or noisy latents. float32 or float64 [N, C, H, W].</param>
    /// <returns>In [1e-9, 1], same shape; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The number of channels is another one.</exception>
    public override Tensor forward(Tensor y)
    {
        if (y.dim() != 4 || y.shape[1] != Channels)
            throw new ArgumentException($"the latent is [{string.Join(", ", y.shape)}]; a bottleneck of {Channels} channels needs [N, {Channels}, H, W]");
        using var scope = NewDisposeScope();
        using var exact = Autocast.Off(y.device);
        var byChannel = Likelihood.Wide(y).transpose(0, 1); // [C, N, H, W]
        var likelihood = Between(byChannel.reshape(Channels, 1, -1)).view(byChannel.shape);
        return Likelihood.Floor(likelihood.transpose(0, 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Where each channel's cumulative reaches a probability.</summary>
    /// <param name="probability">Between 0 and 1, both excluded.</param>
    /// <returns>C values, to about 1e-12; at most 2^16 in size.</returns>
    public double[] Quantiles(double probability)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var target = Math.Log(probability / (1 - probability));
        var high = full([Channels, 1, 1], Held.Number(Farthest), float64, matrices[0].device);
        var low = -high;
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (low + high) / Held.Number(2);
            var below = Logits(middle, float64).lt(Held.Number(target));
            (low, high) = (where(below, middle, low), where(below, high, middle));
        }
        return high.cpu().data<double>().ToArray();
    }

    /// <summary>Each channel's median, around which an encoder rounds, as a model ships it.</summary>
    /// <returns>C fixed-point numbers.</returns>
    public int[] FixedPointMedians() => FixedPoint.Round(Quantiles(0.5));

    /// <summary>Each channel's median, as a multiple of 2^-14.</summary>
    /// <returns>[1, C, 1, 1], type and device of the parameters; the caller disposes it.</returns>
    public Tensor Medians()
    {
        using var scope = NewDisposeScope();
        var first = matrices[0];
        return tensor(FixedPointMedians(), dtype: float64).div_(Held.Number(FixedPoint.One))
            .view(1, -1, 1, 1).to(first.dtype, first.device).MoveToOuterDisposeScope();
    }

    /// <summary>The probabilities, channel by channel, of a value's whole distance from its median.</summary>
    /// <returns>C of them.</returns>
    /// <exception cref="InvalidOperationException">A probability is not a number, because a parameter is not.</exception>
    public IReadOnlyList<TableProbabilities> Probabilities()
    {
        var medians = FixedPointMedians().Select(median => median / (double)FixedPoint.One).ToArray();
        var (low, high) = (Quantiles(TailMass / 2), Quantiles(1 - TailMass / 2));
        var below = medians.Zip(low, Reach).Max();
        var above = high.Zip(medians, Reach).Max();
        var all = Around(medians, below, above);
        return [.. Enumerable.Range(0, Channels).Select(c => Cut(all[c], below, Reach(medians[c], low[c]), Reach(high[c], medians[c])))];
    }

    /// <summary>The tables of all channels, as a model ships them: of a value's whole distance from its median.</summary>
    /// <returns>C of them.</returns>
    /// <exception cref="InvalidOperationException">A probability is not a number, because a parameter is not.</exception>
    public IntegerTables ToTables() => new(Probabilities().Select(channel => channel.ToTable()));

    private static int Reach(double larger, double smaller) => (int)Math.Clamp(Math.Ceiling(larger - smaller), 0, LongestReach);

    /// <summary>[C][below + 1 + above].</summary>
    private double[][] Around(double[] medians, int below, int above)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var distances = arange(Held.Number(-below), Held.Number(above + 1), dtype: float64);
        var values = tensor(medians).view(-1, 1, 1) + distances; // [C, 1, L]
        var rows = Between(values.to(matrices[0].device)).cpu().data<double>().ToArray();
        if (!rows.All(double.IsFinite))
            throw new InvalidOperationException("a probability of the entropy bottleneck is not a number; were the weights trained to the end?");
        return [.. rows.Chunk(below + 1 + above)];
    }

    private static TableProbabilities Cut(double[] row, int zero, int below, int above)
    {
        var inside = row[(zero - below)..(zero + above + 1)];
        return new TableProbabilities(-below, inside, Math.Max(0, 1 - inside.Sum()));
    }

    /// <summary>sigmoid(c(x + 1/2)) - sigmoid(c(x - 1/2)), in the tail where both are small, so that little is lost.</summary>
    private Tensor Between(Tensor x)
    {
        var (lower, upper) = (Logits(x - Held.Number(0.5), x.dtype), Logits(x + Held.Number(0.5), x.dtype));
        var side = (lower + upper).detach().sign().neg();
        return ((side * upper).sigmoid() - (side * lower).sigmoid()).abs();
    }

    /// <summary>c(x) for [C, 1, L].</summary>
    private Tensor Logits(Tensor x, ScalarType type)
    {
        for (var k = 0; k < matrices.Count; k++)
        {
            x = bmm(nn.functional.softplus(matrices[k].to(type), 1, 20), x) + biases[k].to(type);
            if (k < factors.Count)
                x = x + factors[k].to(type).tanh() * x.tanh();
        }
        return x;
    }
}
