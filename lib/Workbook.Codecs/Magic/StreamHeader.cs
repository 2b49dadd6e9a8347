using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>The short header of <c>compact</c>, <c>vertex</c> and video frames.</summary>
/// <remarks>What is usual costs nothing: the knowledge's usual size, the paper's grid step, the covered grid. See FORMAT.md.</remarks>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="GridStep">Pixels between two rows of the grid.</param>
/// <param name="CoveredGrid">Whether the grid takes the last row and column.</param>
/// <param name="ProfileBits">Five bits that belong to the profile, 0 to 31.</param>
internal readonly record struct StreamHeader(int Rows, int Columns, int GridStep, bool CoveredGrid, int ProfileBits)
{
    private const int OtherSize = 128;
    private const int OtherStep = 64;
    private const int LiteralGrid = 32;
    private const int ProfileMask = 31;

    /// <summary>Longest side of an image in these streams.</summary>
    internal const int MaxSide = 65536;

    internal void Write(FieldWriter fields, ImageSides usual)
    {
        var otherSize = (Rows, Columns) != (usual.Rows, usual.Columns);
        var otherStep = GridStep != GridSpray.PaperStep(Rows, Columns);
        fields.Byte((otherSize ? OtherSize : 0) | (otherStep ? OtherStep : 0) | (CoveredGrid ? 0 : LiteralGrid) | ProfileBits);
        if (otherSize)
            fields.Varint(Rows).Varint(Columns);
        if (otherStep)
            fields.Varint(GridStep);
    }

    /// <summary>Reads a header; without a usual size, an unsaid size is left at 0 x 0 and an unsaid step at 0.</summary>
    internal static StreamHeader Read(ref FieldReader fields, ImageSides? usual, Limits limits)
    {
        var flags = fields.Byte();
        var (rows, columns) = (flags & OtherSize) != 0 ? (fields.Varint(), fields.Varint()) : (usual?.Rows ?? 0, usual?.Columns ?? 0);
        var known = (flags & OtherSize) != 0 || usual is not null;
        if (known)
            CheckSize(rows, columns, fields.Position, limits);
        var paperStep = known ? GridSpray.PaperStep(rows, columns) : 0;
        var step = (flags & OtherStep) != 0 ? fields.Varint() : paperStep;
        fields.Require((flags & OtherStep) == 0 || step is >= 1 and <= MagicOptions.MaxGridStep && step != paperStep,
            $"the grid step is {step}, allowed 1 to {MagicOptions.MaxGridStep}, and the paper's step is never written");
        fields.Require((flags & OtherSize) == 0 || (rows, columns) != (usual?.Rows, usual?.Columns), "the usual size is never written");
        return new StreamHeader(rows, columns, step, (flags & LiteralGrid) == 0, flags & ProfileMask);
    }

    internal static void CheckSize(int rows, int columns, int position, Limits limits)
    {
        if (rows is < 1 or > MaxSide || columns is < 1 or > MaxSide || (long)rows * columns > limits.MaxPixels)
            throw new BitstreamException($"header at byte {position} asks for {rows} x {columns} pixels, allowed 1 to {limits.MaxPixels:N0} "
                + $"with sides up to {MaxSide:N0}; raise Limits.MaxPixels only for files you made");
    }
}
