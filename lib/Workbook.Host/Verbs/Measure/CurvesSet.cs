using Workbook.Codecs;
using Workbook.Host.Verbs.Magic;
using Workbook.Host.Verbs.Train;
using Workbook.Imaging.Files;
using Workbook.Imaging.Scenes;
using Workbook.Imaging.Sets;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure;

/// <summary>The images that curves are measured on.</summary>
/// <param name="Key">Short name, for the result file.</param>
/// <param name="Name">What they are, for the record.</param>
/// <param name="Read">Reads up to so many of them.</param>
internal sealed record CurvesSet(string Key, string Name, Func<int, CancellationToken, IReadOnlyList<RgbImage>> Read)
{
    public static readonly string[] Keys = ["kodak", .. TrainingImages.Sets.Keys, "scenes"];

    /// <summary>A set by its key, or any folder.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    /// <exception cref="DatasetException">The set is not in WORKBOOK_DATA.</exception>
    public static CurvesSet Find(string word) => word switch
    {
        "kodak" => new(word, "Kodak", (most, cancel) => Some(Kodak.Load(DataRoot.FromEnvironment()), most, image => image.Read(), cancel)),
        _ when TrainingImages.Sets.TryGetValue(word, out var name) => new(word, $"{name}, the groups that trainings leave out", (most, cancel) => HeldOut(word, most, cancel)),
        "scenes" => new(word, "scenes of cracks and fires", Scenes),
        _ when Directory.Exists(word) => new(TrainingImages.NameOf(Path.GetFullPath(word)), TrainingImages.NameOf(Path.GetFullPath(word)), (most, cancel) => Some(FileSet.Images([word]), most, file => ImageFile.Read(file), cancel)),
        _ => throw new ArgumentException($"there is no set or folder {word}; choose one of {string.Join(", ", Keys)}, or a folder of images"),
    };

    /// <summary>Evenly spaced ones.</summary>
    private static RgbImage[] Some<T>(IReadOnlyList<T> all, int most, Func<T, RgbImage> read, CancellationToken cancel)
    {
        var count = Math.Min(most, all.Count);
        return [.. Enumerable.Range(0, count).AsParallel().AsOrdered().WithCancellation(cancel).Select(i => read(all[(int)((long)i * all.Count / count)]))];
    }

    private static IReadOnlyList<RgbImage> HeldOut(string key, int most, CancellationToken cancel)
        => TrainingImages.Load(new CodecRecipe { Images = key, ImageCount = 4, HeldOut = most }, cancel).HeldOut;

    private static RgbImage[] Scenes(int most, CancellationToken cancel)
    {
        const ulong Seed = 77; // trainings draw with seeds from 1 on
        var size = new SceneOptions { Rows = 256, Columns = 256 };
        return [.. Enumerable.Range(0, most).Select(i => (i % 2 == 0 ? CrackScenes.Make(i, Seed, size) : FireScenes.Make(i, Seed, size)).Image)];
    }
}
