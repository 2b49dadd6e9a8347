namespace Workbook.Codecs.Magic;

/// <summary>Learns what profile <c>vertex</c> starts from: the turn of the colours, then the probabilities by coding the images.</summary>
internal static class VertexTraining
{
    private const int MostImages = 120;
    private const int Passes = 3;

    internal static VertexStatistics Run(IReadOnlyList<RgbImage> images, StatisticsWork work)
    {
        var count = Math.Min(images.Count, MostImages);
        RgbImage[] chosen = [.. Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Count / count)])];
        var statistics = new VertexStatistics(VertexColorTraining.Run(chosen), new VertexCounts());
        // The first passes only lead towards the last one's counts, so some of the images do.
        RgbImage[][] passes = [.. Enumerable.Range(0, Passes).Select(pass => chosen.Where((_, i) => i % (1 << (Passes - 1 - pass)) == 0).ToArray())];
        var (done, all) = (0, passes.Sum(pass => pass.Length) * VertexQuantizer.Groups);
        foreach (var pass in passes)
            statistics = Recount(statistics, pass, work, () => work.Done((double)Interlocked.Increment(ref done) / all));
        return statistics;
    }

    /// <summary>Codes all images at the middle of every group and counts what that takes.</summary>
    private static VertexStatistics Recount(VertexStatistics statistics, RgbImage[] images, StatisticsWork work, Action done)
    {
        var planes = new VertexPlanes(statistics);
        var chosen = new (int[][] Residuals, VertexTables Tables)[images.Length * VertexQuantizer.Groups];
        work.ForEach(chosen.Length, k =>
        {
            var setting = new VertexSetting(VertexQuantizer.Middle(k % VertexQuantizer.Groups), VertexSetting.EqualChroma);
            chosen[k] = planes.Choose(images[k / VertexQuantizer.Groups], setting.UsualStep, setting);
            done();
        });
        var counts = new VertexCounts();
        for (var k = 0; k < chosen.Length; k++)
            counts.Add(chosen[k].Residuals, chosen[k].Tables, k % VertexQuantizer.Groups);
        return new VertexStatistics(statistics.Color, counts);
    }
}
