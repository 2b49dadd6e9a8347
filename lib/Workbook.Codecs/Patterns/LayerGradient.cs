using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Patterns;

/// <summary>Gradients of one dense layer, and Adam's memory of them.</summary>
/// <remarks>Sums run over the batch in its order, one lane an output, as in <see cref="DenseLayer"/>: the same on every CPU.
/// Source: Kingma and Ba, "Adam: a method for stochastic optimization", Algorithm 1.</remarks>
internal sealed class LayerGradient(DenseLayer layer)
{
    private const int Lanes = DenseLayer.Lanes;
    private const float Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;

    private readonly float[] weights = new float[layer.Weights.Length];
    private readonly float[] bias = new float[layer.Bias.Length];
    private readonly float[] weightMean = new float[layer.Weights.Length], weightSquare = new float[layer.Weights.Length];
    private readonly float[] biasMean = new float[layer.Bias.Length], biasSquare = new float[layer.Bias.Length];

    internal ReadOnlySpan<float> Weights => weights;

    internal ReadOnlySpan<float> Bias => bias;

    /// <summary>dL/dW = inputs^T outer, dL/db = sum of outer, where outer is dL/d(output).</summary>
    /// <param name="inputs">[count, inputWidth].</param>
    /// <param name="inputWidth">Length of a row of inputs.</param>
    /// <param name="outer">[count, layer.Width], zero in the padding.</param>
    internal void Collect(ReadOnlySpan<float> inputs, int inputWidth, ReadOnlySpan<float> outer)
    {
        for (int first = 0; first < layer.Width; first += Lanes)
            for (int i = 0; i < layer.Inputs; i += 4)
                CollectFour(inputs, inputWidth, outer, first, i, Math.Min(4, layer.Inputs - i));
        Array.Clear(bias);
        for (int start = 0; start < outer.Length; start += layer.Width)
            for (int o = 0; o < layer.Width; o++)
                bias[o] += outer[start + o];
    }

    /// <summary>dL/d(input) = outer W^T where the input was above zero (the ReLU before it), else 0.</summary>
    internal void Backward(ReadOnlySpan<float> outer, ReadOnlySpan<float> inputs, int inputWidth, Span<float> inner)
    {
        inner.Clear();
        for (int at = 0, start = 0; start < outer.Length; start += layer.Width, at += inputWidth)
            for (int i = 0; i < layer.Inputs; i++)
                if (inputs[at + i] > 0)
                    inner[at + i] = Dot(outer.Slice(start, layer.Width), layer.Weights.AsSpan(i * layer.Width, layer.Width));
    }

    /// <summary>One step of Adam.</summary>
    /// <param name="rate">The step's size, with the corrections for the start of the means folded in.</param>
    /// <param name="correction">1 / sqrt(1 - beta2^t).</param>
    /// <param name="decay">Weight decay; not for biases.</param>
    internal void Step(float rate, float correction, float decay)
    {
        Step(layer.Weights, weights, weightMean, weightSquare, rate, correction, decay);
        Step(layer.Bias, bias, biasMean, biasSquare, rate, correction, 0);
    }

    private void CollectFour(ReadOnlySpan<float> inputs, int inputWidth, ReadOnlySpan<float> outer, int first, int i, int count)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        var (second, third, fourth) = (Math.Min(1, count - 1), Math.Min(2, count - 1), Math.Min(3, count - 1));
        for (int at = i, start = first; start < outer.Length; at += inputWidth, start += layer.Width)
        {
            var gradient = Vector256.Create(outer.Slice(start, Lanes));
            var row = inputs.Slice(at, count);
            a += gradient * Vector256.Create(row[0]);
            b += gradient * Vector256.Create(row[second]);
            c += gradient * Vector256.Create(row[third]);
            d += gradient * Vector256.Create(row[fourth]);
        }
        var target = weights.AsSpan(i * layer.Width + first);
        d.CopyTo(target[(fourth * layer.Width)..]);
        c.CopyTo(target[(third * layer.Width)..]);
        b.CopyTo(target[(second * layer.Width)..]);
        a.CopyTo(target);
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Vector256<float> sum = default;
        for (int i = 0; i < left.Length; i += Lanes)
            sum += Vector256.Create(left.Slice(i, Lanes)) * Vector256.Create(right.Slice(i, Lanes));
        // A fixed order: Vector256.Sum may add in another one on another CPU.
        float total = 0;
        for (int lane = 0; lane < Lanes; lane++)
            total += sum[lane];
        return total;
    }

    private static void Step(Span<float> values, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares,
        float rate, float correction, float decay)
    {
        for (int i = 0; i < values.Length; i += Lanes)
        {
            var value = Vector256.Create((ReadOnlySpan<float>)values.Slice(i, Lanes));
            var gradient = Vector256.Create(gradients.Slice(i, Lanes)) + value * decay;
            var mean = Vector256.Create((ReadOnlySpan<float>)means.Slice(i, Lanes)) * Beta1 + gradient * (1 - Beta1);
            var square = Vector256.Create((ReadOnlySpan<float>)squares.Slice(i, Lanes)) * Beta2 + gradient * gradient * (1 - Beta2);
            mean.CopyTo(means[i..]);
            square.CopyTo(squares[i..]);
            var size = Vector256.Sqrt(square) * correction + Vector256.Create(Epsilon);
            (value - mean * rate / size).CopyTo(values[i..]);
        }
    }
}
