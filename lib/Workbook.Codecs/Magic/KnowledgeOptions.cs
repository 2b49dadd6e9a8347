namespace Workbook.Codecs.Magic;

/// <summary>How knowledge is acquired (Algorithms 1 and 2).</summary>
public sealed record KnowledgeOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static KnowledgeOptions Default { get; } = new();

    /// <summary>Side of a block in pixels, the paper's b: 4 to 256.</summary>
    public int BlockSize { get; init; } = 64;

    /// <summary>Bits of a colour, the paper's cb: the palette has 2^cb colours. 1 to 12.</summary>
    public int PaletteBits { get; init; } = 8;

    /// <summary>Side of the window that keeps one point, the paper's pw, in pixels.</summary>
    public int PruneWindow { get; init; } = 8;

    /// <summary>A triangle is split where the standard deviation of its intensity is above this, the paper's th, in levels.</summary>
    public double SplitThreshold { get; init; } = 5;

    /// <summary>Most rounds of splitting an image.</summary>
    public int Iterations { get; init; } = 10;

    /// <summary>Seed of the pattern dictionary, the palette and the predictor's training.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether the grid also takes the last row and column while learning.</summary>
    public bool CoveredGrid { get; init; } = true;

    /// <summary>Passes over all blocks while training the predictor.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Pixels between two entropies that the predictor sees, in rows and columns: a divisor of the block size. 1 is the paper's way.</summary>
    public int EntropyStride { get; init; } = 4;

    /// <summary>Whether the dictionary's points are learned from the images instead of drawn at random.</summary>
    public bool LearnedPatterns { get; init; }

    /// <summary>Images that are worked on at the same time; <c>null</c> for one a core.</summary>
    public int? MaxDegreeOfParallelism { get; init; }

    internal void Check()
    {
        if (Fault() is { } fault)
            throw new ArgumentException(fault);
    }

    /// <summary>What is wrong with the options, or <c>null</c>.</summary>
    internal string? Fault() =>
        Require(BlockSize is >= 4 and <= 256, nameof(BlockSize), BlockSize, "4 to 256")
        ?? Require(PaletteBits is >= 1 and <= 12, nameof(PaletteBits), PaletteBits, "1 to 12")
        ?? Require(PruneWindow >= 1, nameof(PruneWindow), PruneWindow, "at least 1")
        ?? Require(SplitThreshold >= 0, nameof(SplitThreshold), SplitThreshold, "at least 0")
        ?? Require(Iterations is >= 0 and <= 1000, nameof(Iterations), Iterations, "0 to 1000")
        ?? Require(Epochs is >= 1 and <= 100_000, nameof(Epochs), Epochs, "1 to 100,000")
        ?? Require(EntropyStride is >= 1 and <= 255 && BlockSize % EntropyStride == 0, nameof(EntropyStride), EntropyStride, "a divisor of the block size")
        ?? Require(MaxDegreeOfParallelism is null or >= 1, nameof(MaxDegreeOfParallelism), MaxDegreeOfParallelism ?? 0, "at least 1");

    private static string? Require(bool holds, string name, double value, string allowed) =>
        holds ? null : $"{name} is {value}; it must be {allowed}";
}
