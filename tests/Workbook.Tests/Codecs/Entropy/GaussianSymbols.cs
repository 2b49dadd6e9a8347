using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Tests.Codecs.Entropy;

/// <summary>Symbols as a hyperprior codec has them: each from one of 64 rounded Gaussians, scales 0.11 to 256 in equal ratios.</summary>
/// <param name="Values">The symbols.</param>
/// <param name="Indices">The Gaussian of each.</param>
internal sealed record GaussianSymbols(int[] Values, int[] Indices)
{
    internal const int Scales = 64;
    private const double Smallest = 0.11, Largest = 256;
    private static readonly double Step = Math.Log(Largest / Smallest) / (Scales - 1);

    internal static IntegerTables Tables { get; } = new(Enumerable.Range(0, Scales).Select(k => Table(Scale(k))));

    internal static double Scale(int index) => Smallest * Math.Exp(index * Step);

    /// <summary>Probability of a value, by Simpson's rule over its unit of the density.</summary>
    internal static double Probability(int value, double scale)
    {
        const int steps = 64;
        double sum = 0;
        for (int i = 0; i <= steps; i++)
        {
            double z = (value - 0.5 + (double)i / steps) / scale;
            sum += (i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-z * z / 2);
        }
        return sum / (3 * steps * scale * Math.Sqrt(2 * Math.PI));
    }

    /// <summary>Draws symbols as at a low rate: two in five at the smallest scale, the others log-normal around 0.6; or from all scales alike.</summary>
    internal static GaussianSymbols Draw(int count, ulong seed, bool alike = false)
    {
        var random = new SeededRandom(seed);
        var (values, indices) = (new int[count], new int[count]);
        for (int i = 0; i < count; i++)
        {
            double scale = alike ? Scale(random.Next(Scales)) : random.Next(5) < 2 ? Smallest : 0.6 * Math.Exp(1.2 * Normal(random));
            indices[i] = Math.Clamp((int)Math.Ceiling(Math.Log(scale / Smallest) / Step - 1e-9), 0, Scales - 1);
            values[i] = (int)Math.Round(Normal(random) * Scale(indices[i]));
        }
        return new(values, indices);
    }

    private static double Normal(SeededRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IntegerTable Table(double scale)
    {
        var half = new List<double> { Probability(0, scale) };
        double outside = 1 - half[0];
        while (outside > 1.0 / 65536)
        {
            half.Add(Probability(half.Count, scale));
            outside -= 2 * half[^1];
        }
        double[] all = [.. half.Skip(1).Reverse(), .. half];
        return IntegerTable.FromProbabilities(1 - half.Count, all, Math.Max(outside, 0));
    }
}
