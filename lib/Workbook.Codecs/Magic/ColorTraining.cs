using Workbook.Codecs.Color;

namespace Workbook.Codecs.Magic;

/// <summary>Learns the weights of <see cref="ColorStatistics"/> from coded pictures.</summary>
/// <remarks>Maximum likelihood by iterative scaling: each weight is multiplied by how often its event was seen over how often the model
/// expected it, kernel and popularity in turn. Samples are cut into a fixed number of parts whose sums are added in order, so the
/// result does not depend on the number of threads.</remarks>
internal static class ColorTraining
{
    private const int Rounds = 5;
    private const int Parts = 16;
    private const long MostWork = 1L << 24;

    /// <summary>A triangle: what was expected, and what came.</summary>
    private readonly record struct Sample(ColorGuess Guess, int Index);

    internal static ColorStatistics Train(ColorDictionary palette, IReadOnlyList<TrainingPicture> pictures, StatisticsWork work)
    {
        var samples = Collect(palette, pictures, work);
        var untrained = ColorStatistics.Untrained(palette.Colors.Length);
        if (samples.Length == 0)
            return untrained;
        var weights = new Weights(Array.ConvertAll(untrained.Popularity, w => w / 65536.0), Array.ConvertAll(untrained.Kernel, w => w / 65536.0));
        for (var round = 0; round < 2 * Rounds; round++)
        {
            Scale(weights, Expect(weights, palette, samples, work), kernel: round % 2 == 0);
            work.Done((round + 1) / (2.0 * Rounds));
        }
        return weights.ToStatistics();
    }

    private static Sample[] Collect(ColorDictionary palette, IReadOnlyList<TrainingPicture> pictures, StatisticsWork work)
    {
        var perPicture = new Sample[pictures.Count][];
        work.ForEach(pictures.Count, i =>
        {
            var (mesh, image) = (pictures[i].Mesh, pictures[i].Image);
            var indices = TriangleColors.Measure(mesh, image, palette);
            var neighbors = new NeighborColors(mesh, ColorCoder.Start(palette));
            perPicture[i] = new Sample[indices.Length];
            for (var t = 0; t < indices.Length; t++)
            {
                perPicture[i][t] = new Sample(neighbors.Guess(t), indices[t]);
                neighbors.Add(t, palette.Colors[indices[t]]);
            }
        });
        var stride = (int)Math.Max(1, perPicture.Sum(p => (long)p.Length) * palette.Colors.Length / MostWork);
        return [.. perPicture.SelectMany(p => p).Where((_, i) => i % stride == 0)];
    }

    /// <summary>Adds up what was seen and what the model expects.</summary>
    private static Counts Expect(Weights weights, ColorDictionary palette, Sample[] samples, StatisticsWork work)
    {
        var parts = new Counts[Parts];
        work.ForEach(Parts, part =>
        {
            var counts = parts[part] = new Counts(weights.Popularity.Length, weights.Kernel.Length);
            var (share, slots) = (new double[weights.Popularity.Length], new int[weights.Popularity.Length]);
            for (var s = (long)samples.Length * part / Parts; s < (long)samples.Length * (part + 1) / Parts; s++)
                Add(counts, weights, palette, samples[s], share, slots);
        });
        return parts.Aggregate((sum, part) => sum.Add(part));
    }

    private static void Add(Counts counts, Weights weights, ColorDictionary palette, Sample sample, double[] share, int[] slots)
    {
        var total = 0.0;
        for (var i = 0; i < share.Length; i++)
        {
            var color = palette.Colors[i];
            slots[i] = sample.Guess.Context * ColorStatistics.Buckets
                + ColorStatistics.Bucket(color.Red - sample.Guess.Red, color.Green - sample.Guess.Green, color.Blue - sample.Guess.Blue);
            total += share[i] = weights.Popularity[i] * weights.Kernel[slots[i]];
        }
        for (var i = 0; i < share.Length; i++)
        {
            counts.ExpectedPopularity[i] += share[i] / total;
            counts.ExpectedKernel[slots[i]] += share[i] / total;
        }
        counts.SeenPopularity[sample.Index]++;
        counts.SeenKernel[slots[sample.Index]]++;
    }

    /// <summary>Weight times seen over expected, both with a little added so that rare events stay possible.</summary>
    private static void Scale(Weights weights, Counts counts, bool kernel)
    {
        const double prior = 0.5;
        var (target, seen, expected) = kernel
            ? (weights.Kernel, counts.SeenKernel, counts.ExpectedKernel)
            : (weights.Popularity, counts.SeenPopularity, counts.ExpectedPopularity);
        for (var i = 0; i < target.Length; i++)
            target[i] *= (seen[i] + prior) / (expected[i] + prior);
    }

    private sealed record Weights(double[] Popularity, double[] Kernel)
    {
        internal ColorStatistics ToStatistics()
        {
            var total = Popularity.Sum();
            var popularity = Array.ConvertAll(Popularity, w => (ushort)Math.Clamp(Math.Round(w / total * 65535), 1, 65535));
            var kernel = new ushort[Kernel.Length];
            for (var start = 0; start < kernel.Length; start += ColorStatistics.Buckets)
            {
                var most = Kernel.AsSpan(start, ColorStatistics.Buckets).ToArray().Max();
                for (var i = start; i < start + ColorStatistics.Buckets; i++)
                    kernel[i] = (ushort)Math.Clamp(Math.Round(Kernel[i] / most * 65535), 1, 65535);
            }
            return new ColorStatistics(popularity, kernel);
        }
    }

    private sealed class Counts(int colors, int slots)
    {
        internal double[] SeenPopularity { get; } = new double[colors];

        internal double[] ExpectedPopularity { get; } = new double[colors];

        internal double[] SeenKernel { get; } = new double[slots];

        internal double[] ExpectedKernel { get; } = new double[slots];

        internal Counts Add(Counts other)
        {
            foreach (var (sum, part) in new[] { (SeenPopularity, other.SeenPopularity), (ExpectedPopularity, other.ExpectedPopularity),
                (SeenKernel, other.SeenKernel), (ExpectedKernel, other.ExpectedKernel) })
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += part[i];
            return this;
        }
    }
}
