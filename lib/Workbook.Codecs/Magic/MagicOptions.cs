namespace Workbook.Codecs.Magic;

/// <summary>What an encoder is asked for.</summary>
public sealed record MagicOptions
{
    /// <summary>The options that an encoder uses when none are given.</summary>
    public static MagicOptions Default { get; } = new();

    /// <summary>How the stream codes the mesh and its colours.</summary>
    public MagicProfile Profile { get; init; } = MagicProfile.Compact;

    /// <summary>The paper's d (<see cref="MagicProfile.Vertex"/> has no points but the grid's and does not use it): a block's label is the predicted number of points divided by d. Above 0; larger gives fewer points.</summary>
    public double PointDivisor { get; init; } = 12;

    /// <summary>Whether the grid also takes the last row and column, so that every pixel lies in a triangle.</summary>
    /// <remarks>Algorithm 3 leaves them out. <c>false</c> follows it to the letter; the pixels outside all triangles are then black.
    /// <see cref="MagicProfile.Vertex"/> always takes them.</remarks>
    public bool CoveredGrid { get; init; } = true;

    /// <summary>Pixels between two rows or columns of the grid, 1 to 32767; <c>null</c> takes the paper's ceil((rows + columns) / 20),
    /// and for <see cref="MagicProfile.Vertex"/> what suits <see cref="QuantizerStep"/> (it allows at most 128, and at most 2^20 vertices).</summary>
    public int? GridStep { get; init; }

    /// <summary>Most bytes of the whole stream; <c>null</c> takes <see cref="PointDivisor"/> as it is.</summary>
    /// <remarks>The encoder then searches <see cref="PointDivisor"/> and, where that does not suffice, <see cref="GridStep"/>; for
    /// <see cref="MagicProfile.Vertex"/> it searches <see cref="QuantizerStep"/>.</remarks>
    public int? TargetBytes { get; init; }

    /// <summary>Where the image needs more points, or with <see cref="MagicProfile.Vertex"/> finer colours; <c>null</c> treats all parts alike.</summary>
    public RegionOfInterest? Region { get; init; }

    /// <summary>Quantiser step of <see cref="MagicProfile.Vertex"/> in grey levels: the smallest change of an area of 8 x 8 pixels that
    /// the stream can express, 0.15 to 220. Larger areas get finer steps. Other profiles do not use it.</summary>
    public double QuantizerStep { get; init; } = 25;

    /// <summary>Chroma steps over luma steps in <see cref="MagicProfile.Vertex"/>, 0.5 to 2.5. Other profiles do not use it.</summary>
    public double ChromaFactor { get; init; } = 1;

    internal void Check()
    {
        if (!(PointDivisor > 0))
            throw new ArgumentException($"{nameof(PointDivisor)} is {PointDivisor}; it must be above 0");
        if (GridStep is < 1 or > MaxGridStep)
            throw new ArgumentException($"{nameof(GridStep)} is {GridStep}; it must be 1 to {MaxGridStep}");
        if (TargetBytes is < 1)
            throw new ArgumentException($"{nameof(TargetBytes)} is {TargetBytes}; it must be at least 1");
        if (!(QuantizerStep is > 0 and < 1e6))
            throw new ArgumentException($"{nameof(QuantizerStep)} is {QuantizerStep}; it must be above 0 and below 1e6");
        if (!(ChromaFactor is > 0 and < 1e6))
            throw new ArgumentException($"{nameof(ChromaFactor)} is {ChromaFactor}; it must be above 0 and below 1e6");
    }

    internal const int MaxGridStep = 32767;
}
