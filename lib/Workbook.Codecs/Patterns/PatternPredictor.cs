using System.Buffers.Binary;

namespace Workbook.Codecs.Patterns;

/// <summary>The small network that turns a block's local entropies into its number of points.</summary>
/// <remarks>
/// Source: Chakraborty et al. (MAGIC), Fig. 9, which is a picture and gives no sizes. We choose: entropies at every stride-th pixel of the
/// block (4 by default; 1 is the literal 4096 inputs), 0 beyond the image's edge, hidden layers with ReLU, one linear output times a scale. Standardisation
/// of the inputs is folded into the first layer. Exact everywhere: fixed order of sums, no fused multiply-add. Safe to share between threads.
/// <para>Bytes, little endian: block size b (2 bytes, 1 to 256), stride s (1 byte, divides b), number of hidden layers (1 byte, 0 to 4), their
/// sizes (2 bytes each, 1 to 1024), output scale (float32, above 0 and at most 1e6), then for each layer, the output layer last, its weights input by
/// input and its biases as float16 (IEEE 754 half). All numbers finite. Nothing may follow.</para>
/// </remarks>
public sealed class PatternPredictor : IPointPredictor
{
    /// <summary>Most hidden layers.</summary>
    public const int MaxHiddenLayers = 4;

    /// <summary>Largest hidden layer.</summary>
    public const int MaxHiddenSize = 1024;

    private const float MaxScale = 1e6f;
    private const int FixedBytes = 8;

    private readonly DenseLayer[] layers;

    internal PatternPredictor(int blockSize, int stride, float scale, DenseLayer[] layers) =>
        (BlockSize, Stride, Scale, this.layers) = (blockSize, stride, scale, layers);

    /// <inheritdoc/>
    public int BlockSize { get; }

    /// <summary>Distance in pixels of the entropies that are looked at.</summary>
    public int Stride { get; }

    /// <summary>Points in a block for a network output of 1.</summary>
    public float Scale { get; }

    /// <summary>Inputs of the network: (b / stride)^2.</summary>
    public int InputCount => layers[0].Inputs;

    internal ReadOnlySpan<DenseLayer> Layers => layers;

    /// <summary>Sizes of the hidden layers.</summary>
    public IReadOnlyList<int> Hidden => [.. layers.SkipLast(1).Select(layer => layer.Outputs)];

    /// <summary>Weights and biases in all layers.</summary>
    public int ParameterCount => layers.Sum(layer => (layer.Inputs + 1) * layer.Outputs);

    /// <inheritdoc/>
    public float[] Predict(GrayImage gray) => PredictBlocks(Features(gray, BlockSize, Stride));

    /// <summary>Predicts from entropies that are already cut into blocks.</summary>
    /// <param name="features">Block by block, <see cref="InputCount"/> entropies in bits each.</param>
    /// <returns>One value a block, in points, always finite (0 where the network overflows).</returns>
    /// <exception cref="ArgumentException">The length is not a whole number of blocks.</exception>
    public float[] PredictBlocks(ReadOnlySpan<float> features)
    {
        if (features.Length % InputCount != 0)
            throw new ArgumentException($"{features.Length} features; a block has {InputCount}, so the number must be a multiple of it");
        int count = features.Length / InputCount, width = InputCount;
        float[] current = [];
        foreach (var layer in layers)
        {
            var next = new float[count * layer.Width];
            layer.Apply(current.Length == 0 ? features : current, width, next, rectify: layer != layers[^1]);
            (current, width) = (next, layer.Width);
        }
        var points = new float[count];
        for (int k = 0; k < count; k++)
            points[k] = current[k * width] * Scale is var p && float.IsFinite(p) ? p : 0;
        return points;
    }

    /// <summary>The bytes that <see cref="FromBytes"/> reads.</summary>
    /// <returns>About two bytes a parameter: 18 kB for 256-32-16-1.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[FixedBytes + 2 * (layers.Length - 1) + 2 * ParameterCount];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)BlockSize);
        bytes[2] = (byte)Stride;
        bytes[3] = (byte)(layers.Length - 1);
        var rest = bytes.AsSpan(4);
        foreach (int size in Hidden)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)size);
            rest = rest[2..];
        }
        BinaryPrimitives.WriteSingleLittleEndian(rest, Scale);
        rest = rest[4..];
        foreach (var layer in layers)
            rest = layer.Write(rest);
        return bytes;
    }

    /// <summary>Reads a predictor.</summary>
    /// <param name="bytes">All bytes of the predictor and no other.</param>
    /// <returns>A predictor that gives the same values as the one that was written.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good predictor.</exception>
    public static PatternPredictor FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedBytes)
            throw new BitstreamException($"predictor: {bytes.Length} bytes, at least {FixedBytes} are needed");
        int blockSize = BinaryPrimitives.ReadUInt16LittleEndian(bytes), stride = bytes[2];
        if (blockSize is < 1 or > PatternDictionary.MaxBlockSize || stride == 0 || blockSize % stride != 0)
            throw new BitstreamException($"predictor: block size {blockSize} with stride {stride}; allowed 1 to "
                + $"{PatternDictionary.MaxBlockSize} with a stride that divides it");
        var sizes = ReadSizes(bytes, blockSize / stride * (blockSize / stride));
        int start = FixedBytes + 2 * (sizes.Length - 2);
        long expected = start + 2 * sizes.Zip(sizes.Skip(1), (inputs, outputs) => (inputs + 1L) * outputs).Sum();
        if (bytes.Length != expected)
            throw new BitstreamException($"predictor: {bytes.Length} bytes, layers of {string.Join('-', sizes)} need {expected}");
        float scale = BinaryPrimitives.ReadSingleLittleEndian(bytes[(start - 4)..]);
        if (!(scale > 0 && scale <= MaxScale))
            throw new BitstreamException($"predictor: output scale {scale}, allowed above 0 and at most {MaxScale}");
        return new PatternPredictor(blockSize, stride, scale, ReadLayers(bytes[start..], sizes));
    }

    // Beyond the image's edge the entropy is 0: on crack tiles this takes a third off the error, against repeating the nearest value.
    internal static float[] Features(GrayImage gray, int blockSize, int stride) =>
        EntropyFeature.ComputeStrided(gray, stride).CutBlocks(blockSize / stride, beyond: 0);

    private static int[] ReadSizes(ReadOnlySpan<byte> bytes, int inputs)
    {
        int hidden = bytes[3];
        if (hidden > MaxHiddenLayers || bytes.Length < FixedBytes + 2 * hidden)
            throw new BitstreamException($"predictor: {hidden} hidden layers in {bytes.Length} bytes, allowed 0 to {MaxHiddenLayers}");
        var sizes = new int[hidden + 2];
        (sizes[0], sizes[^1]) = (inputs, 1);
        for (int i = 0; i < hidden; i++)
            if ((sizes[i + 1] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(4 + 2 * i)..])) is 0 or > MaxHiddenSize)
                throw new BitstreamException($"predictor: hidden layer {i} has {sizes[i + 1]} units, allowed 1 to {MaxHiddenSize}");
        return sizes;
    }

    private static DenseLayer[] ReadLayers(ReadOnlySpan<byte> bytes, int[] sizes)
    {
        var layers = new DenseLayer[sizes.Length - 1];
        for (int i = 0; i < layers.Length; i++)
            bytes = (layers[i] = new DenseLayer(sizes[i], sizes[i + 1])).Read(bytes);
        return layers;
    }
}
