namespace Workbook.Codecs.Magic;

/// <summary>For each residual the earlier ones that its context looks at, with weights; and the other way round.</summary>
/// <remarks>The weights were fitted to the residuals of crack tiles by logistic regression and rounded; they are part of the format.</remarks>
internal sealed class VertexNeighbors
{
    /// <summary>Weight of the luma residual of the same index in the context of chroma.</summary>
    internal const int LumaWeight = 3;

    private readonly int[] starts;
    private readonly List<int> indices = [];
    private readonly List<byte> weights = [];
    private readonly VertexBand[] bands;
    // Only encoders look the other way.
    private readonly Lazy<(int[] Starts, int[] Items, byte[] Weights)> dependents;

    internal VertexNeighbors(VertexLayout layout)
    {
        bands = layout.Bands;
        starts = new int[layout.Count + 1];
        int at = 1;
        for (int b = 0; b < bands.Length; b++)
            for (int k = 0; k < bands[b].Rows * bands[b].Columns; k++)
            {
                Collect(b, k / bands[b].Columns, k % bands[b].Columns);
                starts[++at] = indices.Count;
            }
        dependents = new(() => Reverse(layout.Count));
    }

    /// <summary>Weighted sum of the sizes of a residual's neighbours, each size counted as at most 2.</summary>
    internal int Activity(ReadOnlySpan<int> residuals, int index)
    {
        int sum = 0;
        for (int k = starts[index]; k < starts[index + 1]; k++)
            sum += weights[k] * Math.Min(Math.Abs(residuals[indices[k]]), 2);
        return sum;
    }

    /// <summary>The residuals whose contexts look at this one, and with which weights.</summary>
    internal void Dependents(int index, out ReadOnlySpan<int> items, out ReadOnlySpan<byte> itemWeights)
    {
        var all = dependents.Value;
        int start = all.Starts[index], count = all.Starts[index + 1] - start;
        items = all.Items.AsSpan(start, count);
        itemWeights = all.Weights.AsSpan(start, count);
    }

    private void Collect(int b, int i, int j)
    {
        switch (bands[b].Direction)
        {
            case 0:
                Add(b, i - 1, j, 2);
                Add(b, i, j - 1, 2);
                break;
            case 1:
                Own(b, i, j, 4, 2, 2, 2, 0);
                Parents(b, i, j, 3, 1, (b + 1, 1), (b + 2, 2));
                break;
            case 2:
                Own(b, i, j, 1, 3, 0, 1, 1);
                for (int k = 0; k < 4; k++)
                    Add(b - 1, i + (k >> 1), j - 1 + (k & 1), 2);
                Parents(b, i, j, 4, 1, (b + 1, 1), (b + 1, 0));
                break;
            default:
                Own(b, i, j, 2, 2, 1, 0, 0);
                Add(b - 2, i, j, 3);
                Add(b - 2, i + 1, j, 3);
                Add(b - 1, i, j, 3);
                Add(b - 1, i, j + 1, 3);
                Parents(b, i, j, 2, 0, (b - 2, 1), (b - 1, 1));
                break;
        }
    }

    private void Own(int b, int i, int j, int above, int left, int aboveLeft, int aboveRight, int left2)
    {
        Add(b, i - 1, j, above);
        Add(b, i, j - 1, left);
        Add(b, i - 1, j - 1, aboveLeft);
        Add(b, i - 1, j + 1, aboveRight);
        Add(b, i, j - 2, left2);
    }

    // The same place one level coarser; on the coarsest level, the vertices themselves.
    private void Parents(int b, int i, int j, int same, int beyond, (int Band, int Weight) first, (int Band, int Weight) second)
    {
        if (b <= 3)
        {
            Add(0, i, j, same);
            return;
        }
        Add(b - 3, i >> 1, j >> 1, same);
        Add(b - 3, i >> 1, (j >> 1) + 1, beyond);
        Add(b - 3, (i >> 1) + 1, j >> 1, beyond);
        Add(first.Band - 3, i >> 1, j >> 1, first.Weight);
        Add(second.Band - 3, i >> 1, j >> 1, second.Weight);
    }

    private void Add(int b, int i, int j, int weight)
    {
        if (weight == 0 || (uint)i >= (uint)bands[b].Rows || (uint)j >= (uint)bands[b].Columns)
            return;
        indices.Add(bands[b].Start + i * bands[b].Columns + j);
        weights.Add((byte)weight);
    }

    private (int[] Starts, int[] Items, byte[] Weights) Reverse(int count)
    {
        var from = new int[count + 1];
        foreach (int index in indices)
            from[index + 1]++;
        for (int i = 0; i < count; i++)
            from[i + 1] += from[i];
        var fill = from.AsSpan(0, count).ToArray();
        var (items, itemWeights) = (new int[indices.Count], new byte[indices.Count]);
        for (int owner = 0; owner < count; owner++)
            for (int k = starts[owner]; k < starts[owner + 1]; k++)
            {
                int slot = fill[indices[k]]++;
                (items[slot], itemWeights[slot]) = (owner, weights[k]);
            }
        return (from, items, itemWeights);
    }
}
