namespace Workbook.Codecs.Frequency;

/// <summary>A volume cut into blocks: along each direction as few parts as there can be, as even as can be.</summary>
/// <remarks>A direction of L voxels has p = ceil(L / longest) parts, and part i begins at floor(i L / p). So 10 slices are 5 and 5, and 35 rows are 5 times 7: no block
/// reaches over the border, and there are as many coefficients as voxels.</remarks>
internal sealed class BlockPlan
{
    /// <summary>Fraction bits of a sample: a grey level less 128 counts 64.</summary>
    internal const int SampleBits = 6;

    private const int Middle = 128;
    private readonly VolumeShape shape;
    private readonly int[] depth, rows, columns;

    /// <summary>Cuts a volume.</summary>
    /// <param name="shape">Sizes of the volume.</param>
    /// <param name="deepest">Most slices in a block, 1 to 8; rows and columns have up to 8.</param>
    internal BlockPlan(VolumeShape shape, int deepest)
    {
        this.shape = shape;
        (depth, rows, columns) = (Starts(shape.Depth, deepest), Starts(shape.Rows, CosineTransform.Longest), Starts(shape.Columns, CosineTransform.Longest));
        Blocks = new(depth.Length - 1, rows.Length - 1, columns.Length - 1);
    }

    /// <summary>How many blocks there are in each direction.</summary>
    internal VolumeShape Blocks { get; }

    /// <summary>Each block's place among the blocks, columns fastest.</summary>
    internal IEnumerable<(int Slice, int Row, int Column)> Places()
    {
        for (var slice = 0; slice < Blocks.Depth; slice++)
            for (var row = 0; row < Blocks.Rows; row++)
                for (var column = 0; column < Blocks.Columns; column++)
                    yield return (slice, row, column);
    }

    /// <summary>How large a block is.</summary>
    internal VolumeShape Sides((int Slice, int Row, int Column) place) =>
        new(depth[place.Slice + 1] - depth[place.Slice], rows[place.Row + 1] - rows[place.Row], columns[place.Column + 1] - columns[place.Column]);

    /// <summary>The samples of a block.</summary>
    internal int[] Cut(byte[] levels, (int Slice, int Row, int Column) place)
    {
        var (sides, at) = (Sides(place), 0);
        var samples = new int[sides.Count];
        for (var slice = 0; slice < sides.Depth; slice++)
            for (var row = 0; row < sides.Rows; row++)
                foreach (var level in levels.AsSpan(Line(place, slice, row), sides.Columns))
                    samples[at++] = (level - Middle) << SampleBits;
        return samples;
    }

    /// <summary>Puts a block's samples, rounded and cut to 0 to 255, where they belong.</summary>
    internal void Paste(int[] samples, byte[] levels, (int Slice, int Row, int Column) place)
    {
        var (sides, at) = (Sides(place), 0);
        for (var slice = 0; slice < sides.Depth; slice++)
            for (var row = 0; row < sides.Rows; row++)
                foreach (ref var level in levels.AsSpan(Line(place, slice, row), sides.Columns))
                    level = (byte)Math.Clamp(((samples[at++] + (1 << SampleBits - 1)) >> SampleBits) + Middle, 0, 255);
    }

    private int Line((int Slice, int Row, int Column) place, int slice, int row) =>
        shape.IndexOf(depth[place.Slice] + slice, rows[place.Row] + row, columns[place.Column]);

    private static int[] Starts(int length, int longest)
    {
        var parts = (length + longest - 1) / longest;
        return [.. Enumerable.Range(0, parts + 1).Select(part => (int)((long)part * length / parts))];
    }
}
