namespace Workbook.Codecs.Patterns;

/// <summary>What the point predictor learns from: the local entropies of every block of many images, and how many points each needs.</summary>
/// <remarks>Source: Chakraborty et al. (MAGIC), Algorithm 1. Not safe to fill from several threads at once; add in a fixed order, since
/// the order is part of what makes training repeatable.</remarks>
/// <param name="blockSize">Side of a block in pixels.</param>
/// <param name="stride">Distance in pixels of the entropies that are looked at; divides the block size.</param>
public sealed class PredictorSamples(int blockSize, int stride = 4)
{
    private readonly List<float[]> features = [];
    private readonly List<float[]> points = [];

    /// <summary>Side of a block in pixels.</summary>
    public int BlockSize { get; } = blockSize is >= 1 and <= PatternDictionary.MaxBlockSize ? blockSize
        : throw new ArgumentOutOfRangeException(nameof(blockSize), $"block size {blockSize}, allowed 1 to {PatternDictionary.MaxBlockSize}");

    /// <summary>Distance in pixels of the entropies that are looked at.</summary>
    public int Stride { get; } = stride is >= 1 and <= byte.MaxValue && blockSize % stride == 0 ? stride
        : throw new ArgumentOutOfRangeException(nameof(stride), $"stride {stride} must divide the block size {blockSize} and be at most 255");

    /// <summary>Entropies of a block.</summary>
    public int InputCount => BlockSize / Stride * (BlockSize / Stride);

    /// <summary>Images that were added.</summary>
    public int ImageCount => features.Count;

    /// <summary>Blocks of all images.</summary>
    public int BlockCount => points.Sum(p => p.Length);

    /// <summary>Adds an image.</summary>
    /// <param name="gray">The image.</param>
    /// <param name="pointsInBlock">Points that Algorithm 1 left in each block, row by row of blocks.</param>
    /// <exception cref="ArgumentException">The number of blocks does not fit the image.</exception>
    public void Add(GrayImage gray, ReadOnlySpan<int> pointsInBlock) => Add(Features(gray), pointsInBlock);

    /// <summary>The entropies of an image's blocks, for <see cref="Add(float[], ReadOnlySpan{int})"/>; may run on many threads.</summary>
    /// <param name="gray">The image.</param>
    /// <returns>Block by block, <see cref="InputCount"/> entropies in bits each.</returns>
    public float[] Features(GrayImage gray) => PatternPredictor.Features(gray, BlockSize, Stride);

    /// <summary>Adds an image whose entropies are already known.</summary>
    /// <param name="blockFeatures">Block by block, <see cref="InputCount"/> entropies in bits each. Kept, not copied.</param>
    /// <param name="pointsInBlock">Points that Algorithm 1 left in each block.</param>
    /// <exception cref="ArgumentException">The two lengths do not fit.</exception>
    public void Add(float[] blockFeatures, ReadOnlySpan<int> pointsInBlock)
    {
        if (pointsInBlock.Length * InputCount != blockFeatures.Length || pointsInBlock.Length == 0)
            throw new ArgumentException($"{pointsInBlock.Length} blocks with {blockFeatures.Length} features; a block has {InputCount}");
        var targets = new float[pointsInBlock.Length];
        for (int k = 0; k < targets.Length; k++)
            targets[k] = pointsInBlock[k];
        features.Add(blockFeatures);
        points.Add(targets);
    }

    internal ReadOnlySpan<float> FeaturesOf(int image, int block) => features[image].AsSpan(block * InputCount, InputCount);

    internal float[] PointsOf(int image) => points[image];
}
