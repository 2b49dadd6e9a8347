using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Magic;

/// <summary>Chooses the residuals of one plane: least squared error over all pixels plus a price for every bit.</summary>
/// <remarks>Coordinate descent: residual by residual, coarse to fine, each takes its best value with all others held, its own bits and
/// those of the contexts it enters counted; several rounds. Only the encoder does this, so floats are allowed.</remarks>
internal sealed class VertexOptimizer
{
    private readonly VertexBasis basis;
    private readonly VertexLayout layout;
    private readonly VertexMoments moments;
    private readonly float[] gap;
    private readonly VertexActivity activity;
    private readonly int[] classes;
    private readonly float[] steps;
    private readonly VertexCosts costs;
    private readonly float price;
    private readonly int[] values;

    /// <summary>Prepares a plane.</summary>
    /// <param name="basis">The effect of each residual.</param>
    /// <param name="target">What the image has to say to each vertex; used up.</param>
    /// <param name="classes">Class of each residual.</param>
    /// <param name="steps">Quantiser step of each residual, in levels.</param>
    /// <param name="costs">Bits of each value.</param>
    /// <param name="price">Squared error that a bit may cost.</param>
    /// <param name="luma">Residuals of the luma plane, which chroma's contexts look at; <c>null</c> for luma itself.</param>
    internal VertexOptimizer(VertexBasis basis, float[] target, int[] classes, float[] steps, VertexCosts costs, float price, int[]? luma)
    {
        (this.basis, layout, moments) = (basis, basis.Layout, basis.Moments);
        (gap, this.classes, this.steps, this.costs, this.price) = (target, classes, steps, costs, price);
        values = new int[layout.Count];
        activity = new VertexActivity(layout, luma);
    }

    internal int[] Run(int rounds)
    {
        for (int round = 0, changes = 1; round < rounds && changes > 0; round++)
        {
            changes = 0;
            for (int k = 0; k < values.Length; k++)
                changes += Improve(k) ? 1 : 0;
        }
        return values;
    }

    private bool Improve(int k)
    {
        float ideal = values[k] + Slope(k) / (basis.Energies[k] * steps[k]);
        int nearest = (int)MathF.Round(ideal);
        if (nearest == 0 && values[k] == 0)
            return false;
        int best = Best(k, ideal, nearest);
        if (best == values[k])
            return false;
        Move(k, best);
        return true;
    }

    private int Best(int k, float ideal, int nearest)
    {
        float energy = steps[k] * steps[k] * basis.Energies[k];
        var (best, least) = (values[k], float.MaxValue);
        ReadOnlySpan<int> candidates = [nearest, nearest - Math.Sign(nearest), 0, values[k]];
        foreach (int value in candidates)
        {
            float loss = (value - ideal) * (value - ideal) * energy
                + price * (costs.Of(classes[k], activity.Context(k), value) + DependentBits(k, value));
            if (loss < least)
                (best, least) = (value, loss);
        }
        return best;
    }

    // What a value costs the later residuals whose contexts it enters, relative to the present value.
    private float DependentBits(int k, int value)
    {
        int change = VertexActivity.Counted(value) - VertexActivity.Counted(values[k]);
        if (change == 0)
            return 0;
        layout.Neighbors.Dependents(k, out var dependents, out var weights);
        float sum = 0;
        for (int i = 0; i < dependents.Length; i++)
        {
            int d = dependents[i];
            int before = activity.Context(d), after = activity.ContextAfter(d, change * weights[i]);
            if (before != after)
                sum += costs.Of(classes[d], after, values[d]) - costs.Of(classes[d], before, values[d]);
        }
        return sum;
    }

    private float Slope(int k)
    {
        var (rows, columns) = (basis.RowWave(k), basis.ColumnWave(k));
        float sum = 0;
        for (int i = 0; i < rows.Values.Length; i++)
            sum += rows.Values[i] * Dot(columns.Values, gap.AsSpan(moments.At(rows.Start + i, columns.Start), columns.Values.Length));
        return sum;
    }

    // Eight lanes on every machine, so that the same image gives the same stream everywhere.
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        int i = 0;
        if (a.Length >= Vector256<float>.Count)
        {
            var sums = Vector256<float>.Zero;
            for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
                sums += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
            sum = Vector256.Sum(sums);
        }
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private void Move(int k, int value)
    {
        activity.Change(k, values[k], value);
        var (rows, columns) = (basis.RowWave(k), basis.ColumnWave(k));
        float scale = (value - values[k]) * steps[k];
        for (int i = 0; i < rows.Values.Length; i++)
            Subtract(moments.At(rows.Start + i, columns.Start), columns.Values, scale * rows.Values[i]);
        values[k] = value;
    }

    // gap -= H * (a row of vertex changes)
    private void Subtract(int at, float[] wave, float scale)
    {
        int pitch = moments.Pitch;
        var (own, right, down, diagonal) = (moments.Own, moments.Right, moments.Down, moments.Diagonal);
        for (int j = 0; j < wave.Length; j++, at++)
        {
            float change = scale * wave[j];
            gap[at] -= own[at] * change;
            gap[at + 1] -= right[at] * change;
            gap[at - 1] -= right[at - 1] * change;
            gap[at + pitch] -= down[at] * change;
            gap[at - pitch] -= down[at - pitch] * change;
            gap[at + pitch + 1] -= diagonal[at] * change;
            gap[at - pitch - 1] -= diagonal[at - pitch - 1] * change;
        }
    }
}
