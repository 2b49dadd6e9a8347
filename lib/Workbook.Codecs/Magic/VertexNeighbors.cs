namespace Workbook.Codecs.Magic;

/// <summary>For each residual the later ones whose contexts look at it, with weights.</summary>
/// <remarks>The weights were fitted to the residuals of crack tiles by logistic regression and rounded; they are part of the format.</remarks>
internal sealed class VertexNeighbors
{
    /// <summary>Weight of the luma residual of the same index in the context of chroma.</summary>
    internal const int LumaWeight = 3;

    private readonly VertexBand[] bands;
    // Of residual k: the entries from starts[k] to starts[k + 1].
    private readonly int[] starts;
    private readonly int[] items = [];
    private readonly byte[] weights = [];
    private readonly int[] free = [];
    private int owner;

    internal VertexNeighbors(VertexLayout layout)
    {
        bands = layout.Bands;
        starts = new int[layout.Count + 1];
        CollectAll();
        for (int k = 0; k < layout.Count; k++)
            starts[k + 1] += starts[k];
        (items, weights, free) = (new int[starts[^1]], new byte[starts[^1]], starts.AsSpan(0, layout.Count).ToArray());
        CollectAll();
        free = [];
    }

    /// <summary>The later residuals whose contexts look at this one, and with which weights.</summary>
    internal void Dependents(int index, out ReadOnlySpan<int> dependents, out ReadOnlySpan<byte> dependentWeights)
    {
        int start = starts[index], count = starts[index + 1] - start;
        dependents = items.AsSpan(start, count);
        dependentWeights = weights.AsSpan(start, count);
    }

    private void CollectAll()
    {
        owner = 1;
        for (int b = 0; b < bands.Length; b++)
            for (int k = 0; k < bands[b].Rows * bands[b].Columns; k++, owner++)
                Collect(b, k / bands[b].Columns, k % bands[b].Columns);
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
        int index = bands[b].Start + i * bands[b].Columns + j;
        // The first time only counts.
        if (items.Length == 0)
            starts[index + 1]++;
        else
            (items[free[index]], weights[free[index]++]) = (owner, (byte)weight);
    }
}
