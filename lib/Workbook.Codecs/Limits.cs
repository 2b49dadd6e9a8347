namespace Workbook.Codecs;

/// <summary>What a reader accepts before it takes memory.</summary>
public sealed record Limits
{
    /// <summary>The limits that every reader uses when none are given.</summary>
    public static Limits Default { get; } = new();

    /// <summary>Most pixels in one image, or voxels in one volume.</summary>
    public int MaxPixels { get; init; } = 1 << 26;

    /// <summary>Most points in the mesh of one image; each takes about 230 bytes while decoding.</summary>
    /// <remarks>A few bytes can ask for a point at every pixel, so pixels alone bound nothing.</remarks>
    public int MaxPoints { get; init; } = 1 << 21;

    /// <summary>Most frames in one video.</summary>
    public int MaxFrames { get; init; } = 1 << 20;

    /// <summary>Most bytes in one file.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;
}
