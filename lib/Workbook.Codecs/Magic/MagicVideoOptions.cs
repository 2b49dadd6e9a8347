namespace Workbook.Codecs.Magic;

/// <summary>What a video encoder is asked for.</summary>
public sealed record MagicVideoOptions
{
    /// <summary>The options that an encoder uses when none are given.</summary>
    public static MagicVideoOptions Default { get; } = new();

    /// <summary>Points, grid and region, as for a still image. Profile and target are not used: frames are coded like <c>compact</c>.</summary>
    public MagicOptions Frame { get; init; } = MagicOptions.Default;

    /// <summary>Every so many frames one is coded on its own; seeking starts there. At least 1.</summary>
    public int KeyFrameInterval { get; init; } = 30;

    /// <summary>A block keeps its label while the new one would differ by at most this many points.</summary>
    /// <remarks>A label that is kept keeps the mesh, and with it the colours' places.</remarks>
    public double LabelTolerance { get; init; } = 2;

    /// <summary>A triangle keeps its colour while its mean in each channel is at most this many levels away.</summary>
    public int ColorTolerance { get; init; } = 6;

    internal void Check()
    {
        Frame.Check();
        if (KeyFrameInterval < 1)
            throw new ArgumentException($"{nameof(KeyFrameInterval)} is {KeyFrameInterval}; it must be at least 1");
        if (!(LabelTolerance >= 0) || ColorTolerance < 0)
            throw new ArgumentException($"the tolerances are {LabelTolerance} and {ColorTolerance}; they must not be negative");
    }
}
