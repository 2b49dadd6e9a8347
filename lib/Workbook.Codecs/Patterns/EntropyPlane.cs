namespace Workbook.Codecs.Patterns;

/// <summary>Local entropies in bits, of every pixel or of every stride-th row and column.</summary>
/// <param name="Rows">Rows of values: the image's rows over the stride, rounded up.</param>
/// <param name="Columns">Columns of values: the image's columns over the stride, rounded up.</param>
/// <param name="Values">Entropies in bits, row by row, 0 to log2(81). Length at least Rows * Columns.</param>
public sealed record EntropyPlane(int Rows, int Columns, float[] Values)
{
    /// <summary>Cuts the plane into square blocks, one feature vector each.</summary>
    /// <remarks>Beyond the plane's edge the nearest value is repeated, as the paper leaves partial blocks open.</remarks>
    /// <param name="blockSize">Side of a block in values (not pixels, where the plane is strided).</param>
    /// <returns>Block by block, row by row of blocks: blockSize * blockSize values, row by row. Length: blocks * blockSize^2.</returns>
    public float[] CutBlocks(int blockSize)
    {
        var grid = new BlockGrid(Rows, Columns, blockSize);
        var blocks = new float[checked(grid.Count * blockSize * blockSize)];
        var target = blocks.AsSpan();
        for (int k = 0; k < grid.Count; k++)
            for (int row = 0; row < blockSize; row++, target = target[blockSize..])
                CopyRow(Math.Min(k / grid.BlockColumns * blockSize + row, Rows - 1), k % grid.BlockColumns * blockSize, target[..blockSize]);
        return blocks;
    }

    private void CopyRow(int row, int left, Span<float> target)
    {
        var source = Values.AsSpan(row * Columns + left, Math.Min(target.Length, Columns - left));
        source.CopyTo(target);
        target[source.Length..].Fill(source[^1]);
    }
}
