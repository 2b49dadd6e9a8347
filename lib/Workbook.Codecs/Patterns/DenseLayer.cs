using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Patterns;

/// <summary>A fully connected layer: output = weights^T input + bias.</summary>
/// <remarks>Each output is summed in the order of the inputs, one lane an output, multiply then add without fusing: the same floats on
/// every CPU, however wide its vectors are. Outputs are padded to whole vectors with weights of zero.</remarks>
internal sealed class DenseLayer
{
    internal const int Lanes = 8;          // Vector256<float>; narrower machines run it in two halves with the same results
    private const int BlockLanes = 4 * Lanes;

    internal DenseLayer(int inputs, int outputs)
    {
        (Inputs, Outputs, Width) = (inputs, outputs, (outputs + Lanes - 1) / Lanes * Lanes);
        Weights = new float[inputs * Width];
        Bias = new float[Width];
    }

    internal int Inputs { get; }

    internal int Outputs { get; }

    /// <summary>Outputs rounded up to whole vectors; also the length of a row of weights and of an output.</summary>
    internal int Width { get; }

    /// <summary>[Inputs, Width]: the weight of input i for output o at i * Width + o.</summary>
    internal float[] Weights { get; }

    internal float[] Bias { get; }

    /// <summary>Applies the layer to many inputs.</summary>
    /// <param name="source">[count, sourceWidth], of which the first Inputs of each row are used.</param>
    /// <param name="sourceWidth">Length of a row of the source.</param>
    /// <param name="target">[count, Width].</param>
    /// <param name="rectify">Negative outputs become zero.</param>
    internal void Apply(ReadOnlySpan<float> source, int sourceWidth, Span<float> target, bool rectify)
    {
        for (; target.Length >= Width; target = target[Width..], source = source[Math.Min(sourceWidth, source.Length)..])
        {
            int first = 0;
            for (; first + BlockLanes <= Width; first += BlockLanes)
                ApplyFour(source[..Inputs], target, first, rectify);
            for (; first < Width; first += Lanes)
                ApplyOne(source[..Inputs], target, first, rectify);
        }
    }

    internal DenseLayer Copy()
    {
        var copy = new DenseLayer(Inputs, Outputs);
        Weights.CopyTo(copy.Weights, 0);
        Bias.CopyTo(copy.Bias, 0);
        return copy;
    }

    /// <summary>Writes weights, then biases as float16.</summary>
    internal Span<byte> Write(Span<byte> target)
    {
        for (int row = 0; row <= Inputs; row++)
            foreach (float value in Row(row))
            {
                BinaryPrimitives.WriteHalfLittleEndian(target, (Half)value);
                target = target[2..];
            }
        return target;
    }

    /// <summary>Reads what <see cref="Write"/> writes; the caller has checked the length.</summary>
    internal ReadOnlySpan<byte> Read(ReadOnlySpan<byte> source)
    {
        for (int row = 0; row <= Inputs; row++)
            foreach (ref float value in Row(row))
            {
                value = (float)BinaryPrimitives.ReadHalfLittleEndian(source);
                if (!float.IsFinite(value))
                    throw new BitstreamException($"predictor: a weight of input {row} is {value}, only finite numbers are allowed");
                source = source[2..];
            }
        return source;
    }

    /// <summary>Rounds every weight to what a file keeps, so that a saved predictor gives the values of the trained one.</summary>
    internal void RoundToHalf()
    {
        for (int row = 0; row <= Inputs; row++)
            foreach (ref float value in Row(row))
                value = Math.Clamp((float)(Half)value, (float)Half.MinValue, (float)Half.MaxValue);
    }

    // The weights of an input, or the biases behind the last one, without the padding.
    private Span<float> Row(int row) => row < Inputs ? Weights.AsSpan(row * Width, Outputs) : Bias.AsSpan(0, Outputs);

    private void ApplyFour(ReadOnlySpan<float> source, Span<float> target, int first, bool rectify)
    {
        var bias = Bias.AsSpan(first);
        var (a, b, c, d) = (Load(bias, 0), Load(bias, 1), Load(bias, 2), Load(bias, 3));
        var weights = Weights.AsSpan(first);
        for (int i = 0; i < source.Length; i++)
        {
            var row = weights.Slice(i * Width, BlockLanes);
            var value = Vector256.Create(source[i]);
            a += value * Load(row, 0);
            b += value * Load(row, 1);
            c += value * Load(row, 2);
            d += value * Load(row, 3);
        }
        Store(a, target, first, rectify);
        Store(b, target, first + Lanes, rectify);
        Store(c, target, first + 2 * Lanes, rectify);
        Store(d, target, first + 3 * Lanes, rectify);
    }

    private void ApplyOne(ReadOnlySpan<float> source, Span<float> target, int first, bool rectify)
    {
        var sum = Load(Bias.AsSpan(first), 0);
        for (int i = 0; i < source.Length; i++)
            sum += Vector256.Create(source[i]) * Load(Weights.AsSpan(i * Width + first), 0);
        Store(sum, target, first, rectify);
    }

    private static Vector256<float> Load(ReadOnlySpan<float> values, int vector) => Vector256.Create(values.Slice(vector * Lanes, Lanes));

    private static void Store(Vector256<float> sum, Span<float> target, int first, bool rectify) =>
        (rectify ? Vector256.ConditionalSelect(Vector256.GreaterThan(sum, Vector256<float>.Zero), sum, Vector256<float>.Zero) : sum)
            .CopyTo(target[first..]);
}
