using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>Finds the weights of a linear support vector machine.</summary>
/// <remarks>
/// Source: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM" (ICML 2008), Algorithm 3
/// with shrinking, hinge loss. Minimises 1/2 w.w + C sum_i max(0, 1 - y_i w.x_i); the bias is one of the weights.
/// </remarks>
internal sealed class DualCoordinateDescent(FeatureMatrix rows, bool[] positive, SvmOptions options)
{
    private readonly double[] weights = new double[rows.Stride];
    private readonly double[] multipliers = new double[positive.Length];
    private double highest, lowest;

    internal double[] Run(CancellationToken cancel)
    {
        double[] squares = [.. Enumerable.Range(0, positive.Length).Select(i => FeatureMatrix.Dot(rows.Row(i), rows.Row(i)))];
        int[] order = [.. Enumerable.Range(0, positive.Length)];
        var random = new SeededRandom(options.Seed);
        int active = order.Length;
        double upper = double.PositiveInfinity, lower = double.NegativeInfinity;
        for (int sweep = 0; sweep < options.MaxSweeps; sweep++)
        {
            cancel.ThrowIfCancellationRequested();
            random.Shuffle(order.AsSpan(0, active));
            (highest, lowest) = (double.NegativeInfinity, double.PositiveInfinity);
            for (int at = 0; at < active;)
                if (Step(order[at], squares[order[at]], upper, lower))
                    at++;
                else
                    Swap(order, at, --active);
            if (highest - lowest <= options.Tolerance || active == 0)
            {
                if (active == order.Length)
                    break;
                // Solved without the shrunk ones: look at all of them once more.
                (active, upper, lower) = (order.Length, double.PositiveInfinity, double.NegativeInfinity);
                continue;
            }
            upper = highest > 0 ? highest : double.PositiveInfinity;
            lower = lowest < 0 ? lowest : double.NegativeInfinity;
        }
        return weights;
    }

    private static void Swap(int[] order, int a, int b) => (order[a], order[b]) = (order[b], order[a]);

    // One multiplier to its best value; false where it rests at a bound and can be left out.
    private bool Step(int i, double square, double upper, double lower)
    {
        double sign = positive[i] ? 1 : -1, old = multipliers[i];
        double gradient = sign * FeatureMatrix.Dot(weights, rows.Row(i)) - 1, projected = gradient;
        if (old == 0)
        {
            if (gradient > upper)
                return false;
            projected = Math.Min(gradient, 0);
        }
        else if (old == options.Cost)
        {
            if (gradient < lower)
                return false;
            projected = Math.Max(gradient, 0);
        }
        (highest, lowest) = (Math.Max(highest, projected), Math.Min(lowest, projected));
        if (Math.Abs(projected) > 1e-12)
        {
            multipliers[i] = Math.Clamp(old - gradient / square, 0, options.Cost);
            FeatureMatrix.Add((multipliers[i] - old) * sign, rows.Row(i), weights);
        }
        return true;
    }
}
