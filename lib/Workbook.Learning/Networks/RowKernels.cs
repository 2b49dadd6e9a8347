using System.Numerics;
using System.Runtime.InteropServices;

namespace Workbook.Learning.Networks;

/// <summary>The arithmetic of group normalisation with (leaky) ReLU on rows of one image.</summary>
/// <remarks>
/// Every channel has its own coefficients. They are repeated until they fill whole vectors, a period; rows are taken a period at a time.
/// </remarks>
internal sealed class RowKernels
{
    private readonly int channels, groups;
    private readonly float slope;
    private readonly float[] gamma, scale, center, weight, bias; // but for gamma, of a period: z = weight * (x - center) * scale + bias

    /// <param name="moments">Of the image's groups.</param>
    /// <param name="gamma">Weight of every channel.</param>
    /// <param name="beta">Bias of every channel.</param>
    /// <param name="slope">Below 0.</param>
    internal RowKernels(ReadOnlySpan<GroupMoments> moments, float[] gamma, float[] beta, float slope)
    {
        (channels, groups, this.gamma, this.slope) = (gamma.Length, moments.Length, gamma, slope);
        var (scales, centers) = (new float[channels], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var (mean, scale) = moments[Group(c)];
            (scales[c], centers[c]) = ((float)scale, (float)mean);
        }
        (scale, center, weight, bias) = (Repeated(scales), Repeated(centers), Repeated(gamma), Repeated(beta));
    }

    /// <summary>Adds the sums of x - shift and of its squares.</summary>
    /// <param name="x">Whole rows.</param>
    /// <param name="shift">[C].</param>
    /// <param name="sums">[2 C].</param>
    internal static void Moments(ReadOnlySpan<float> x, float[] shift, double[] sums)
    {
        var from = Repeated(shift);
        float[] first = new float[from.Length], second = new float[from.Length], spare = [.. from];
        for (var start = 0; start < x.Length; start += from.Length)
        {
            var period = Period(x, start, spare);
            for (var i = 0; i < from.Length; i += Vector<float>.Count)
            {
                var difference = At(period, i) - At(from, i);
                Set(first, i, At(first, i) + difference);
                Set(second, i, At(second, i) + difference * difference);
            }
        }
        Add(first, second, shift.Length, sums);
    }

    /// <summary>The result.</summary>
    /// <param name="x">Whole rows.</param>
    /// <param name="y">As many.</param>
    internal void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        var below = new Vector<float>(slope);
        float[] spare = new float[scale.Length], result = new float[scale.Length];
        for (var start = 0; start < x.Length; start += scale.Length)
        {
            var from = Period(x, start, spare);
            var to = Period(y, start, result);
            for (var i = 0; i < scale.Length; i += Vector<float>.Count)
            {
                var z = (At(from, i) - At(center, i)) * At(scale, i) * At(weight, i) + At(bias, i);
                Set(to, i, Behind(z, z, below));
            }
        }
        Rest(result, y);
    }

    /// <summary>Adds the sums of the gradient d behind the activation, which are the bias's gradient, and of d times the normalised x, the weight's.</summary>
    /// <param name="x">Whole rows.</param>
    /// <param name="above">The gradient of the result.</param>
    /// <param name="sums">[2 C].</param>
    internal void GradientSums(ReadOnlySpan<float> x, ReadOnlySpan<float> above, double[] sums)
    {
        var below = new Vector<float>(slope);
        float[] first = new float[scale.Length], second = new float[scale.Length], spare = new float[scale.Length], zeros = new float[scale.Length];
        for (var start = 0; start < x.Length; start += scale.Length)
        {
            var from = Period(x, start, spare);
            var given = Period(above, start, zeros);
            for (var i = 0; i < scale.Length; i += Vector<float>.Count)
            {
                var normal = (At(from, i) - At(center, i)) * At(scale, i);
                var d = Behind(normal * At(weight, i) + At(bias, i), At(given, i), below);
                Set(first, i, At(first, i) + d);
                Set(second, i, At(second, i) + d * normal);
            }
        }
        Add(first, second, channels, sums);
    }

    /// <summary>The gradient of x: scale * (weight * d - mean(weight * d) - normal * mean(weight * d * normal)), the means over the group.</summary>
    /// <param name="sums">Of the whole image, as <see cref="GradientSums"/> adds them.</param>
    /// <param name="rows">Of the whole image.</param>
    /// <param name="x">Whole rows.</param>
    /// <param name="above">The gradient of the result.</param>
    /// <param name="gradient">Of x.</param>
    internal void Backward(double[] sums, int rows, ReadOnlySpan<float> x, ReadOnlySpan<float> above, Span<float> gradient)
    {
        var (mean, slant) = (GroupMeans(sums.AsSpan(0, channels), rows), GroupMeans(sums.AsSpan(channels), rows));
        var below = new Vector<float>(slope);
        float[] spare = new float[scale.Length], zeros = new float[scale.Length], result = new float[scale.Length];
        for (var start = 0; start < x.Length; start += scale.Length)
        {
            var from = Period(x, start, spare);
            var given = Period(above, start, zeros);
            var to = Period(gradient, start, result);
            for (var i = 0; i < scale.Length; i += Vector<float>.Count)
            {
                var normal = (At(from, i) - At(center, i)) * At(scale, i);
                var d = Behind(normal * At(weight, i) + At(bias, i), At(given, i), below);
                Set(to, i, At(scale, i) * (At(weight, i) * d - At(mean, i) - normal * At(slant, i)));
            }
        }
        Rest(result, gradient);
    }

    /// <summary>A period's numbers; of what is left at the end a copy, filled up with what the spare holds.</summary>
    private static ReadOnlySpan<float> Period(ReadOnlySpan<float> numbers, int start, float[] spare)
    {
        if (numbers.Length - start >= spare.Length)
            return numbers.Slice(start, spare.Length);
        numbers[start..].CopyTo(spare);
        return spare;
    }

    private static Span<float> Period(Span<float> results, int start, float[] spare) => results.Length - start >= spare.Length ? results.Slice(start, spare.Length) : spare;

    /// <summary>Puts the results of the last, shorter period into their place.</summary>
    private static void Rest(float[] spare, Span<float> results)
    {
        var rest = results.Length % spare.Length;
        spare.AsSpan(0, rest).CopyTo(results[^rest..]);
    }

    private static Vector<float> Behind(Vector<float> z, Vector<float> given, Vector<float> below)
        => Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<float>.Zero), given, given * below);

    private int Group(int channel) => channel / (channels / groups);

    private float[] GroupMeans(ReadOnlySpan<double> sums, int rows)
    {
        var (totals, means) = (new double[groups], new float[channels]);
        for (var c = 0; c < channels; c++)
            totals[Group(c)] += gamma[c] * sums[c];
        for (var c = 0; c < channels; c++)
            means[c] = (float)(totals[Group(c)] / ((double)rows * channels / groups));
        return Repeated(means);
    }

    /// <summary>Values of the channels, repeated to whole vectors and to at least sixteen of them, whose additions do not wait for each other.</summary>
    private static float[] Repeated(float[] values)
    {
        var length = values.Length;
        while (length % Vector<float>.Count != 0 || length < 16 * Vector<float>.Count)
            length += values.Length;
        var period = new float[length];
        for (var i = 0; i < length; i++)
            period[i] = values[i % values.Length];
        return period;
    }

    private static void Add(float[] first, float[] second, int channels, double[] sums)
    {
        for (var i = 0; i < first.Length; i++)
        {
            sums[i % channels] += first[i];
            sums[channels + i % channels] += second[i];
        }
    }

    private static Vector<float> At(ReadOnlySpan<float> numbers, int i) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(numbers), (nuint)i);

    private static void Set(Span<float> numbers, int i, Vector<float> values) => values.StoreUnsafe(ref MemoryMarshal.GetReference(numbers), (nuint)i);
}
