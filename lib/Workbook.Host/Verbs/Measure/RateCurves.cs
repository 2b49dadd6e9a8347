using Workbook.Codecs;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>PSNR against bytes of every profile, with the grid-only control, and what follows at equal PSNR and at equal bytes.</summary>
/// <param name="run">Takes the rows.</param>
/// <param name="key">Short name of the set.</param>
/// <param name="knowledge">Knowledge with a palette of 8 bits.</param>
/// <param name="images">The images to measure on.</param>
internal sealed class RateCurves(MeasurementRun run, string key, MagicKnowledge knowledge, IReadOnlyList<RgbImage> images)
{
    /// <summary>The divisor at which no block gets a point.</summary>
    public const double NoPoints = double.PositiveInfinity;

    private static readonly double[] Divisors = [3, 6, 12, 24, 48];
    private static readonly double[] QuantizerSteps = [8, 12, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 160, 200, 256];
    private static readonly int[] GridChanges = [-8, -6, -5, -4, -3, -2, -1, 0];

    /// <summary>Measures all curves.</summary>
    /// <param name="paper">The paper's streams at the usual d, by bits of the palette.</param>
    public void Run(IReadOnlyDictionary<int, CodedSet> paper)
    {
        foreach (var profile in new[] { MagicProfile.Paper, MagicProfile.Compact })
        {
            foreach (var d in Divisors)
                Measure("sprayed", new MagicOptions { Profile = profile, PointDivisor = d });
            Control(profile);
        }
        var vertex = QuantizerSteps.Select(step => Measure("vertex", new MagicOptions { Profile = MagicProfile.Vertex, QuantizerStep = step })).ToArray();
        foreach (var (bits, coded) in paper)
            if (EqualScore.RateAt(vertex, coded.MeanPsnr) is { } bytes)
            {
                run.Metrics[$"{key} cb {bits}: vertex bytes at paper's PSNR"] = bytes;
                run.Metrics[$"{key} cb {bits}: vertex smaller than paper at equal PSNR (times)"] = coded.MeanBytes / bytes;
            }
    }

    // A finer plain grid instead of the predictor's points: PSNR at the bytes of the stream with points.
    private void Control(MagicProfile profile)
    {
        var usual = GridSpray.PaperStep(images[0].Rows, images[0].Columns);
        var sprayed = Measure("sprayed, again", new MagicOptions { Profile = profile }, keep: false);
        var plain = GridChanges.Select(change => Measure("grid only", new MagicOptions { Profile = profile, PointDivisor = NoPoints, GridStep = usual + change })).ToArray();
        if (EqualScore.QualityAt(plain, sprayed.Rate) is not { } psnr)
            return;
        var name = profile.ToString().ToLowerInvariant();
        run.Metrics[$"{key} cb {knowledge.PaletteBits}: {name} d={MagicOptions.Default.PointDivisor} PSNR (dB)"] = sprayed.Quality;
        run.Metrics[$"{key} cb {knowledge.PaletteBits}: {name} grid only at equal bytes, PSNR (dB)"] = psnr;
    }

    private RatePoint Measure(string points, MagicOptions options, bool keep = true)
    {
        var coded = CodedSet.Of(run, $"{key}: {options.Profile}, {points}", images, new MagicCodec(knowledge, options));
        var vertex = options.Profile == MagicProfile.Vertex;
        if (keep)
            run.Table("rate", "set", "profile", "points", "d", "grid step", "quantizer step", "bytes", "bpp", "PSNR (dB)").Add(
                key, options.Profile.ToString().ToLowerInvariant(), points,
                options.PointDivisor == NoPoints || vertex ? default : options.PointDivisor,
                options.GridStep is { } step ? step : default(Results.Records.ResultCell),
                vertex ? options.QuantizerStep : default(Results.Records.ResultCell), coded.MeanBytes, coded.MeanBitsPerPixel, coded.MeanPsnr);
        return coded.Point;
    }
}
