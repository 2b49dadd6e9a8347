namespace Workbook.Codecs.Magic;

/// <summary>Learns what profile <c>vertex</c> starts from: the turn of the colours, then the probabilities by coding the images.</summary>
internal static class VertexTraining
{
    private const int MostImages = 120;
    private const int Passes = 3;

    internal static VertexStatistics Run(IReadOnlyList<RgbImage> images, int? maxDegreeOfParallelism)
    {
        var count = Math.Min(images.Count, MostImages);
        RgbImage[] chosen = [.. Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Count / count)])];
        var statistics = new VertexStatistics(VertexColorTraining.Run(chosen), new VertexCounts());
        // The first passes only lead towards the last one's counts, so some of the images do.
        for (var pass = Passes; pass > 0; pass--)
            statistics = Recount(statistics, [.. chosen.Where((_, i) => i % (1 << (pass - 1)) == 0)], maxDegreeOfParallelism);
        return statistics;
    }

    /// <summary>Codes all images at the middle of every group and counts what that takes.</summary>
    private static VertexStatistics Recount(VertexStatistics statistics, RgbImage[] images, int? maxDegreeOfParallelism)
    {
        var planes = new VertexPlanes(statistics);
        var chosen = new (int[][] Residuals, VertexTables Tables)[images.Length * VertexQuantizer.Groups];
        ParallelWork.ForEach(chosen.Length, maxDegreeOfParallelism, CancellationToken.None, k =>
        {
            var setting = new VertexSetting(VertexQuantizer.Middle(k % VertexQuantizer.Groups), VertexSetting.EqualChroma);
            chosen[k] = planes.Choose(images[k / VertexQuantizer.Groups], setting.UsualStep, setting);
        });
        var counts = new VertexCounts();
        for (var k = 0; k < chosen.Length; k++)
            counts.Add(chosen[k].Residuals, chosen[k].Tables, k % VertexQuantizer.Groups);
        return new VertexStatistics(statistics.Color, counts);
    }
}
