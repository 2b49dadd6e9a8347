using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using Workbook.Codecs;

namespace Workbook.Learning.Devices;

/// <summary>Randomness that depends on nothing but (seed, epoch, step, purpose), so that a run that was stopped goes on as if it had not been.</summary>
/// <remarks>All numbers are drawn on the CPU and uniform ones are the same on every machine (normal ones to 1e-6); there is no generator whose state would have to be stored.</remarks>
/// <param name="seed">The run's seed.</param>
/// <param name="part">Which part of each batch the numbers are for; null for all of it.</param>
public sealed class StepRandom(ulong seed, BatchPart? part = null)
{
    /// <summary>Which part of each batch is computed here.</summary>
    public BatchPart Part { get; } = part ?? BatchPart.Whole;

    /// <summary>A managed generator: for choices of images, crops and flips.</summary>
    /// <param name="epoch">Pass over the data, from 0.</param>
    /// <param name="step">Training step, from 0.</param>
    /// <param name="purpose">What it is for, such as <c>crop</c>; other words give unrelated numbers.</param>
    public SeededRandom For(int epoch, long step, string purpose) => new(Mix(epoch, step, purpose));

    /// <summary>Uniform numbers in [0, 1) as a tensor.</summary>
    /// <remarks>Where a batch is shared by several processes, each gets its rows of the numbers that one process would draw for the whole batch.</remarks>
    /// <param name="shape">Its shape, the samples computed here in front.</param>
    /// <param name="epoch">Pass over the data, from 0.</param>
    /// <param name="step">Training step, from 0.</param>
    /// <param name="purpose">What it is for, such as <c>noise</c>.</param>
    /// <returns>float32 on the CPU; the caller disposes it.</returns>
    public torch.Tensor Uniform(ReadOnlySpan<long> shape, int epoch, long step, string purpose)
    {
        using var generator = Generator(epoch, step, purpose);
        return Mine(torch.rand(Joined(shape), generator: generator));
    }

    /// <summary>Normal numbers of mean 0 and deviation 1 as a tensor.</summary>
    /// <inheritdoc cref="Uniform"/>
    public torch.Tensor Normal(ReadOnlySpan<long> shape, int epoch, long step, string purpose)
    {
        using var generator = Generator(epoch, step, purpose);
        return Mine(torch.randn(Joined(shape), generator: generator));
    }

    private long[] Joined(ReadOnlySpan<long> shape) => Part.Parts == 1 ? shape.ToArray() : [shape[0] * Part.Parts, .. shape[1..]];

    private torch.Tensor Mine(torch.Tensor joined)
    {
        if (Part.Parts == 1)
            return joined;
        using (joined)
        {
            using var rows = joined.narrow(0, joined.shape[0] / Part.Parts * Part.Index, joined.shape[0] / Part.Parts);
            return rows.clone();
        }
    }

    private torch.Generator Generator(int epoch, long step, string purpose) => new(Mix(epoch, step, purpose), torch.CPU);

    private ulong Mix(int epoch, long step, string purpose)
    {
        var hash = new XxHash3();
        hash.Append(MemoryMarshal.AsBytes<ulong>([seed, (ulong)epoch, (ulong)step]));
        hash.Append(Encoding.UTF8.GetBytes(purpose));
        return hash.GetCurrentHashAsUInt64();
    }
}
