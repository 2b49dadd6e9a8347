namespace Workbook.Codecs.Magic;

/// <summary>The contexts of a plane's residuals: weighted sums of the sizes of earlier ones, each size counted as at most 2.</summary>
/// <remarks>Most residuals are 0 and add nothing, so each one that is not tells those that look at it.</remarks>
internal sealed class VertexActivity
{
    private readonly VertexNeighbors neighbors;
    private readonly int[] sums;

    /// <summary>Starts a plane.</summary>
    /// <param name="layout">The order of the residuals.</param>
    /// <param name="luma">Residuals of the luma plane, which chroma's contexts look at; <c>null</c> for luma itself.</param>
    internal VertexActivity(VertexLayout layout, int[]? luma)
    {
        (neighbors, sums) = (layout.Neighbors, new int[layout.Count]);
        if (luma is not null)
            for (int k = 1; k < sums.Length; k++)
                sums[k] = VertexNeighbors.LumaWeight * Counted(luma[k]);
    }

    internal int Context(int index) => VertexDecisions.Context(sums[index]);

    internal int ContextAfter(int index, int change) => VertexDecisions.Context(sums[index] + change);

    /// <summary>Tells later residuals that one has a new value.</summary>
    internal void Change(int index, int before, int after)
    {
        int change = Counted(after) - Counted(before);
        if (change == 0)
            return;
        neighbors.Dependents(index, out var dependents, out var weights);
        for (int i = 0; i < dependents.Length && i < weights.Length; i++)
            sums[dependents[i]] += change * weights[i];
    }

    /// <summary>What a value counts in the contexts of others.</summary>
    internal static int Counted(int value) => Math.Min(Math.Abs(value), 2);
}
