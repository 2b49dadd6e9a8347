using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Spread of stream sizes at a fixed setting (Figures 11 and 12 of the MAGIC paper).</summary>
internal static class VarianceMeasurement
{
    public static void Run(MeasurementRun run)
    {
        foreach (var key in MeasuredSet.Keys)
            Run(run, MeasuredSet.Halves(key, run.Settings));
    }

    private static void Run(MeasurementRun run, MeasuredSet set)
    {
        var images = set.Measured.Read(cancel: run.Cancel);
        run.On(set.Name, images.Length);
        var knowledge = run.Learn(set.Key, set.Learning.Read(cancel: run.Cancel), KnowledgeOptions.Default);
        IImageCodec[] magic = [.. Enum.GetValues<MagicProfile>().Select(profile => CodecList.Magic(knowledge, new MagicOptions { Profile = profile }))];
        foreach (var codec in magic.Concat(CodecList.Standard))
            Add(run, set.Key, codec.Name, CodedSet.Of(run, $"{set.Key}: {codec.Name}", images, codec));
    }

    private static void Add(MeasurementRun run, string key, string codec, CodedSet coded)
    {
        var (box, spread) = (BoxPlot.Of(coded.Bytes), MeanAndSpread.Of(coded.Bytes));
        run.Table("bytes", "set", "codec", "images", "minimum", "lower whisker", "lower quartile", "median", "upper quartile", "upper whisker",
            "maximum", "outliers", "mean", "deviation", "deviation / mean (%)", "bpp").Add(key, codec, box.Count, box.Minimum, box.LowerWhisker,
            box.LowerQuartile, box.Median, box.UpperQuartile, box.UpperWhisker, box.Maximum, box.Outliers.Count, spread.Mean, spread.Deviation,
            100 * spread.Deviation / spread.Mean, coded.MeanBitsPerPixel);
        run.Metrics[$"{key} {codec}: deviation / mean of the bytes (%)"] = 100 * spread.Deviation / spread.Mean;
    }
}
