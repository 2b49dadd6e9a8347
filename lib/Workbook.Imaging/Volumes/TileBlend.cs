namespace Workbook.Imaging.Volumes;

/// <summary>How much of a tile's prediction counts where tiles overlap.</summary>
public enum TileBlend
{
    /// <summary>A bell of deviation tile / 8 around the tile's middle, where a network sees most around it.</summary>
    Gaussian,

    /// <summary>Falls evenly from the tile's middle to its border.</summary>
    Triangular,

    /// <summary>The same everywhere.</summary>
    Even,
}
