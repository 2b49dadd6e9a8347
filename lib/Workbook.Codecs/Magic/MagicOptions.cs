namespace Workbook.Codecs.Magic;

/// <summary>What an encoder is asked for.</summary>
public sealed record MagicOptions
{
    /// <summary>The options that an encoder uses when none are given.</summary>
    public static MagicOptions Default { get; } = new();

    /// <summary>How the stream codes the mesh and its colours.</summary>
    public MagicProfile Profile { get; init; } = MagicProfile.Compact;

    /// <summary>The paper's d: a block's label is the predicted number of points divided by d. Above 0; larger gives fewer points.</summary>
    public double PointDivisor { get; init; } = 12;

    /// <summary>Whether the grid also takes the last row and column, so that every pixel lies in a triangle.</summary>
    /// <remarks>Algorithm 3 leaves them out. <c>false</c> follows it to the letter; the pixels outside all triangles are then black.</remarks>
    public bool CoveredGrid { get; init; } = true;

    /// <summary>Pixels between two rows or columns of the grid, 1 to 32767; <c>null</c> takes the paper's ceil((rows + columns) / 20).</summary>
    public int? GridStep { get; init; }

    /// <summary>Most bytes of the whole stream; <c>null</c> takes <see cref="PointDivisor"/> as it is.</summary>
    /// <remarks>The encoder then searches <see cref="PointDivisor"/> and, where that does not suffice, <see cref="GridStep"/>.</remarks>
    public int? TargetBytes { get; init; }

    /// <summary>Where the image needs more points; <c>null</c> treats all blocks alike.</summary>
    public RegionOfInterest? Region { get; init; }

    /// <summary>Step of the colour quantiser of <see cref="MagicProfile.Vertex"/>, in levels of luma. Other profiles do not use it.</summary>
    public double QuantizerStep { get; init; } = 16;

    internal void Check()
    {
        if (!(PointDivisor > 0))
            throw new ArgumentException($"{nameof(PointDivisor)} is {PointDivisor}; it must be above 0");
        if (GridStep is < 1 or > MaxGridStep)
            throw new ArgumentException($"{nameof(GridStep)} is {GridStep}; it must be 1 to {MaxGridStep}");
        if (TargetBytes is < 1)
            throw new ArgumentException($"{nameof(TargetBytes)} is {TargetBytes}; it must be at least 1");
    }

    internal const int MaxGridStep = 32767;
}
