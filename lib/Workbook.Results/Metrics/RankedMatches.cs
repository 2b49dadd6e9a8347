namespace Workbook.Results.Metrics;

/// <summary>The boxes of one class over all images, surest first.</summary>
internal sealed class RankedMatches(ImageMatches[] images)
{
    /// <summary>True boxes that are asked for.</summary>
    internal int Truths { get; } = images.Sum(image => image.Truths);

    /// <summary>Precision at each of <see cref="MeanAveragePrecision.Recalls"/>, for each threshold; NaN where nothing is asked for.</summary>
    internal double[][] Precision()
    {
        var ranked = images.SelectMany(image => image.Scores.Select((score, f) => (Score: score, Image: image, Place: f))).OrderByDescending(one => one.Score).ToArray();
        return [.. Enumerable.Range(0, MeanAveragePrecision.Thresholds.Count).Select(t =>
            Precision(ranked.Select(one => one.Image.Results[t][one.Place]).Where(result => result != Found.LeftOut)))];
    }

    /// <summary>Share of the true boxes that are found, mean over the thresholds; NaN where nothing is asked for.</summary>
    /// <param name="perImage">Most boxes of an image, its surest.</param>
    internal double Recall(int perImage) => Truths == 0 ? double.NaN : Enumerable.Range(0, MeanAveragePrecision.Thresholds.Count)
        .Average(t => images.Sum(image => image.Results[t].Take(perImage).Count(result => result == Found.Right)) / (double)Truths);

    private double[] Precision(IEnumerable<Found> ranked)
    {
        var precision = new double[MeanAveragePrecision.Recalls.Count];
        if (Truths == 0)
        {
            precision.AsSpan().Fill(double.NaN);
            return precision;
        }
        // A recall is reached by a right box, so the precisions after right boxes are all that is read.
        var (rights, points) = (0, new List<double>());
        foreach (var (i, result) in ranked.Index().Where(one => one.Item == Found.Right))
            points.Add(++rights / (i + 1.0));
        var best = 0.0;
        for (int point = points.Count, r = precision.Length - 1; r >= 0; r--)
        {
            while (point > 0 && (double)point / Truths >= MeanAveragePrecision.Recalls[r])
                best = Math.Max(best, points[--point]);
            precision[r] = best;
        }
        return precision;
    }
}
