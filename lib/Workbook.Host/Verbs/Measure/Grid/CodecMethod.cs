using Workbook.Codecs;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A method that restores images, which any reader then reads.</summary>
/// <param name="name">The curve's name.</param>
internal abstract class CodecMethod(string name) : GridMethod(name)
{
    /// <summary>Most images coded at once; null for one a core.</summary>
    protected virtual int? AtATime => null;

    /// <summary>The codec at a setting; disposed after use where it can be. Null leaves images as they are.</summary>
    protected abstract IImageCodec? Make(GridTask task, string setting, ulong seed, GridWork work);

    public sealed override IEnumerable<(GridPoint Point, IReadOnlyDictionary<string, double> Metrics)> Measure(
        GridTask task, string setting, IReadOnlyList<GridPoint> points, GridWork work)
    {
        var codec = Make(task, setting, points[0].Seed, work);
        using var owned = codec as IDisposable;
        var title = $"{task.Word}: {Name} {setting}";
        var measured = DecodedSet.Of(codec, title, task.Measured, work.Run, AtATime);
        IReadOnlyList<RgbImage>? learning = null;
        foreach (var point in points)
        {
            var scores = task.Score(new(measured.Images, point.Reader, point.Seed, () => learning ??= Restored(codec!, title, task.Learning, work)), work);
            yield return (point, scores.Concat(measured.Metrics).ToDictionary());
        }
    }

    private RgbImage[] Restored(IImageCodec codec, string title, IReadOnlyList<RgbImage> images, GridWork work)
    {
        var restored = new RgbImage[images.Count];
        ParallelImages.ForEach(work.Run, $"{title}, images to learn from", images.Count, i => restored[i] = codec.Decode(codec.Encode(images[i])), AtATime);
        return restored;
    }
}
