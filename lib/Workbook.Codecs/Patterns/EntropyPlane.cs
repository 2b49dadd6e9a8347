namespace Workbook.Codecs.Patterns;

/// <summary>Local entropies in bits, of every pixel or of every stride-th row and column.</summary>
/// <param name="Rows">Rows of values: the image's rows over the stride, rounded up.</param>
/// <param name="Columns">Columns of values: the image's columns over the stride, rounded up.</param>
/// <param name="Values">Entropies in bits, row by row, 0 to log2(81). Length at least Rows * Columns.</param>
public sealed record EntropyPlane(int Rows, int Columns, float[] Values)
{
    /// <summary>Cuts the plane into square blocks, one feature vector each.</summary>
    /// <param name="blockSize">Side of a block in values (not pixels, where the plane is strided).</param>
    /// <param name="beyond">The value beyond the plane's edge; the nearest value is repeated when null. The paper leaves partial blocks
    /// open. Zero says that nothing happens there, so that a sliver of an image asks for few points.</param>
    /// <returns>Block by block, row by row of blocks: blockSize * blockSize values, row by row. Length: blocks * blockSize^2.</returns>
    public float[] CutBlocks(int blockSize, float? beyond = null)
    {
        var grid = new BlockGrid(Rows, Columns, blockSize);
        var blocks = new float[checked(grid.Count * blockSize * blockSize)];
        var target = blocks.AsSpan();
        for (int k = 0; k < grid.Count; k++)
            for (int i = 0; i < blockSize; i++, target = target[blockSize..])
                CopyRow(k / grid.BlockColumns * blockSize + i, k % grid.BlockColumns * blockSize, target[..blockSize], beyond);
        return blocks;
    }

    /// <summary>Mean entropy of each square block, over the values that lie in the plane.</summary>
    /// <param name="blockSize">Side of a block in values (not pixels, where the plane is strided).</param>
    /// <returns>One mean a block in bits, row by row of blocks.</returns>
    public float[] BlockMeans(int blockSize)
    {
        var grid = new BlockGrid(Rows, Columns, blockSize);
        var (sums, counts) = (new double[grid.Count], new int[grid.Count]);
        for (int i = 0; i < Rows * Columns; i++)
        {
            int block = grid.BlockAt(i / Columns, i % Columns);
            sums[block] += Values[i];
            counts[block]++;
        }
        return [.. sums.Zip(counts, (sum, count) => (float)(sum / count))];
    }

    /// <summary>The values as a table, for a heat map.</summary>
    /// <returns>Entropies in bits [rows, columns].</returns>
    public double[,] ToGrid()
    {
        var grid = new double[Rows, Columns];
        for (int i = 0; i < Rows * Columns; i++)
            grid[i / Columns, i % Columns] = Values[i];
        return grid;
    }

    private void CopyRow(int row, int left, Span<float> target, float? beyond)
    {
        if (row >= Rows && beyond is float value)
        {
            target.Fill(value);
            return;
        }
        var source = Values.AsSpan(Math.Min(row, Rows - 1) * Columns + left, Math.Min(target.Length, Columns - left));
        source.CopyTo(target);
        target[source.Length..].Fill(beyond ?? source[^1]);
    }
}
