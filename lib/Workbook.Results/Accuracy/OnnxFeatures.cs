using Microsoft.ML.OnnxRuntime;
using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>How an image goes into a network, and which of its values come out as features.</summary>
public sealed record OnnxOptions
{
    /// <summary>Name of the output that gives the features; [N, ...], one row of any shape for each image.</summary>
    public string Output { get; init; } = "pooled";

    /// <summary>Rows and columns of the network's input.</summary>
    public int Side { get; init; } = 224;

    /// <summary>A value v from 0 to 255 goes in as v / Divisor - Offset.</summary>
    public float Divisor { get; init; } = 127.5f;

    /// <summary>A value v from 0 to 255 goes in as v / Divisor - Offset.</summary>
    public float Offset { get; init; } = 1;

    /// <summary>Threads inside one call of the network. 1 is best where several images are worked on at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Most images in one call of the network.</summary>
    public int BatchSize { get; init; } = 8;
}

/// <summary>Features from a frozen network in an ONNX file, run by ONNX Runtime on the CPU.</summary>
/// <remarks>
/// The image is brought to Side x Side by bilinear interpolation with antialiasing (Pillow's BILINEAR in float32, no rounding in between,
/// the aspect not kept) and goes in as float32 [N, 3, Side, Side], RGB. Features agree between machines to about 1e-5.
/// </remarks>
public sealed class OnnxFeatures : IFeatureExtractor, IDisposable
{
    private readonly OnnxOptions options;
    private readonly InferenceSession session;
    private readonly string input;

    /// <summary>Opens a network.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="options">Input and output; the defaults fit MobileNetV1 as TensorFlow scales it.</param>
    /// <exception cref="FeatureModelException">The file is missing or no network, or the output is not there.</exception>
    public OnnxFeatures(string path, OnnxOptions? options = null)
    {
        this.options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Side, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Threads, 1);
        Name = $"{Path.GetFileNameWithoutExtension(path)}:{this.options.Output}";
        session = Open(path, this.options);
        input = session.InputNames[0];
        Length = Run([new RgbImage(1, 1)])[0].Length;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public float[] Extract(RgbImage image) => Run([image])[0];

    /// <inheritdoc/>
    public float[][] Extract(IReadOnlyList<RgbImage> images) => [.. images.Chunk(options.BatchSize).SelectMany(Run)];

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static InferenceSession Open(string path, OnnxOptions options)
    {
        if (!File.Exists(path))
            throw new FeatureModelException($"there is no network at {path}");
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            var session = new InferenceSession(path, settings);
            if (session.OutputNames.Contains(options.Output))
                return session;
            string found = string.Join(", ", session.OutputNames);
            session.Dispose();
            throw new FeatureModelException($"{path} has no output {options.Output}; its outputs are {found}");
        }
        catch (OnnxRuntimeException e)
        {
            throw new FeatureModelException($"{path} is no network that ONNX Runtime can open: {e.Message}", e);
        }
    }

    private float[][] Run(RgbImage[] images)
    {
        int side = options.Side, size = 3 * side * side;
        var tensor = new float[images.Length * size]; // [N, 3, side, side]
        for (int i = 0; i < images.Length; i++)
            Prepare(images[i], tensor.AsSpan(i * size, size));
        try
        {
            using var value = OrtValue.CreateTensorValueFromMemory(tensor, [images.Length, 3, side, side]);
            using var run = new RunOptions();
            using var results = session.Run(run, [input], [value], [options.Output]);
            return Split(results[0].GetTensorDataAsSpan<float>(), images.Length);
        }
        catch (OnnxRuntimeException e)
        {
            throw new FeatureModelException($"{Name} cannot take float32 [{images.Length}, 3, {side}, {side}]: {e.Message}", e);
        }
    }

    private void Prepare(RgbImage image, Span<float> target)
    {
        float[] values = PlanarImage.Of(image, options.Side, options.Side).Values;
        for (int i = 0; i < target.Length; i++)
            target[i] = values[i] / options.Divisor - options.Offset;
    }

    private static float[][] Split(ReadOnlySpan<float> values, int count)
    {
        var rows = new float[count][];
        int length = values.Length / count;
        for (int i = 0; i < count; i++)
            rows[i] = values.Slice(i * length, length).ToArray();
        return rows;
    }
}
