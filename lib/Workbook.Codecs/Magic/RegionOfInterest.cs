using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>A rectangle of pixels.</summary>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Rows">Height, at least 1.</param>
/// <param name="Columns">Width, at least 1.</param>
public readonly record struct PixelBox(int Row, int Column, int Rows, int Columns);

/// <summary>Parts of an image that get more points, or finer colours, than the rest.</summary>
/// <remarks>
/// A block that the region touches gets the label floor(max(prediction, 0) * Strength / d) + ExtraPoints instead of
/// floor(max(prediction, 0) / d). Labels are part of every stream, so a decoder needs to know nothing about the region.
/// <see cref="MagicProfile.Vertex"/> has no such points. Its encoder counts an error at a pixel of the region like one of Strength times its
/// size, on a finer grid and with finer steps; the rest of the image pays for most of that. Exactly the region's pixels count, not blocks.
/// A region that is empty or the whole image changes nothing there.
/// </remarks>
public sealed record RegionOfInterest
{
    /// <summary>Rectangles that belong to the region; parts outside the image are ignored.</summary>
    public IReadOnlyList<PixelBox> Boxes { get; init; } = [];

    /// <summary>Pixels above 127 belong to the region; <c>null</c> for boxes alone. Must have the image's size.</summary>
    public GrayImage? Mask { get; init; }

    /// <summary>How many times as many points a block of the region gets, or as much an error counts, at least 1;
    /// <see cref="MagicProfile.Vertex"/> takes more than 32 as 32.</summary>
    public double Strength { get; init; } = 4;

    /// <summary>Points that a block of the region gets in addition, at least 0. Not used by <see cref="MagicProfile.Vertex"/>.</summary>
    public int ExtraPoints { get; init; } = 16;

    /// <summary>Which blocks the region touches, row by row.</summary>
    internal bool[] Blocks(BlockGrid blocks)
    {
        Check(blocks.Rows, blocks.Columns);
        var touched = new bool[blocks.Count];
        foreach (var box in Boxes)
            Touch(box, blocks, touched);
        for (var i = 0; i < Mask?.Pixels.Length; i++)
            touched[blocks.BlockAt(i / blocks.Columns, i % blocks.Columns)] |= Mask.Pixels[i] > 127;
        return touched;
    }

    private static void Touch(PixelBox box, BlockGrid blocks, bool[] touched)
    {
        if (box.Rows < 1 || box.Columns < 1)
            throw new ArgumentException($"a box of the region is {box.Rows} x {box.Columns}; both sides must be at least 1");
        var (firstRow, firstColumn) = (Math.Max(box.Row, 0), Math.Max(box.Column, 0));
        var endRow = Math.Min((long)box.Row + box.Rows, blocks.Rows);
        var endColumn = Math.Min((long)box.Column + box.Columns, blocks.Columns);
        if (firstRow >= endRow || firstColumn >= endColumn)
            return;
        for (var r = firstRow / blocks.BlockSize; r <= (endRow - 1) / blocks.BlockSize; r++)
            for (var c = firstColumn / blocks.BlockSize; c <= (endColumn - 1) / blocks.BlockSize; c++)
                touched[r * blocks.BlockColumns + c] = true;
    }

    private void Check(int rows, int columns)
    {
        if (!(Strength >= 1) || !double.IsFinite(Strength) || ExtraPoints < 0)
            throw new ArgumentException($"the region has strength {Strength} and {ExtraPoints} extra points; "
                + "the strength must be at least 1 and the extra points at least 0");
        if (Mask is not null && (Mask.Rows != rows || Mask.Columns != columns))
            throw new ArgumentException($"the region's mask is {Mask.Rows} x {Mask.Columns}, the image {rows} x {columns}; "
                + "both must have the same size");
    }
}
