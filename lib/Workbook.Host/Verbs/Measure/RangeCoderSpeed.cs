using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Rate;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>How many symbols of a hyperprior's latent the range coder codes in a second, on one core.</summary>
internal static class RangeCoderSpeed
{
    private const int Count = 1 << 20, WarmUp = 5, Repeats = 15;
    private static readonly IntegerTables Tables = GaussianConditional.ToTables();

    /// <summary>Times symbols of all 64 scales alike, and as at a low rate: two in five of the smallest scale, the others log-normal around 0.6.</summary>
    public static void Measure(MeasurementRun run)
    {
        using var bound = OneCore.BindMainThread();
        foreach (var (mix, indices) in new[] { ("all scales alike", Indices(alike: true)), ("low rate", Indices(alike: false)) })
        {
            var (values, decoded) = (Values(indices), new int[Count]);
            var payload = Tables.Encode(values, indices);
            var encode = Speed(() => Tables.Encode(values, indices));
            var decode = Speed(() => Tables.Decode(payload, indices, decoded));
            if (!decoded.AsSpan().SequenceEqual(values))
                throw new InvalidOperationException("the range decoder gave other symbols than were encoded");
            run.Table("range coder", "symbols", "bits a symbol", "encode (million symbols/s)", "decode (million symbols/s)").Add(mix, 8.0 * payload.Length / Count, encode, decode);
            run.Metrics[$"range coder, {mix}, encode (million symbols/s)"] = encode;
            run.Metrics[$"range coder, {mix}, decode (million symbols/s)"] = decode;
        }
    }

    private static double Speed(Action code)
    {
        var seconds = Enumerable.Range(0, WarmUp + Repeats).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            code();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }).ToArray();
        return Count / 1e6 / BoxPlot.Of(seconds[WarmUp..]).Median;
    }

    private static int[] Indices(bool alike)
    {
        var random = new SeededRandom(1);
        double Scale() => random.Next(5) < 2 ? GaussianConditional.SmallestScale : 0.6 * Math.Exp(1.2 * Normal(random));
        return [.. Enumerable.Range(0, Count).Select(_ => alike ? random.Next(GaussianConditional.Scales.Count) : GaussianConditional.IndexOf(Scale()))];
    }

    private static int[] Values(int[] indices)
    {
        var random = new SeededRandom(2);
        return [.. indices.Select(index => (int)Math.Round(Normal(random) * GaussianConditional.Scales[index]))];
    }

    private static double Normal(SeededRandom random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
