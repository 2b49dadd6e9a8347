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
    private const string Kodak = "codec-kodak24", Polyps = "polyp-cvc-colondb/images";

    public static readonly string[] Keys = ["kodak", "polyps", "photos", "scenes"];

    /// <summary>A set by its key, or any folder.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    /// <exception cref="DatasetException">The set is not in WORKBOOK_DATA.</exception>
    public static CurvesSet Find(string word) => word switch
    {
        "kodak" => Folder(word, "Kodak", Kodak),
        "polyps" => Folder(word, "CVC-ColonDB", Polyps),
        "photos" => new(word, "cracks and forest fire, the groups that the shipped models were not trained on", Photos),
        "scenes" => new(word, "scenes of cracks and fires", Scenes),
        _ when Directory.Exists(word) => new(TrainingImages.NameOf(Path.GetFullPath(word)), TrainingImages.NameOf(Path.GetFullPath(word)), (most, cancel) => Some(word, most, cancel)),
        _ => throw new ArgumentException($"there is no set or folder {word}; choose one of {string.Join(", ", Keys)}, or a folder of images"),
    };

    private static CurvesSet Folder(string key, string name, string place)
    {
        var folder = Path.Combine(DataRoot.FromEnvironment().Path, place);
        return Directory.Exists(folder) ? new(key, name, (most, cancel) => Some(folder, most, cancel))
            : throw new DatasetException($"{name} was looked for in {folder}; put its images there, or give another folder");
    }

    /// <summary>Evenly spaced files of a folder.</summary>
    private static RgbImage[] Some(string folder, int most, CancellationToken cancel)
    {
        var files = FileSet.Images([folder]);
        var count = Math.Min(most, files.Length);
        return Enumerable.Range(0, count).AsParallel().AsOrdered().WithCancellation(cancel).Select(i => ImageFile.Read(files[(int)((long)i * files.Length / count)])).ToArray();
    }

    private static IReadOnlyList<RgbImage> Photos(int most, CancellationToken cancel)
        => TrainingImages.Load(new CodecRecipe { Images = "photos", ImageCount = 4, HeldOut = most }, cancel).HeldOut;

    private static RgbImage[] Scenes(int most, CancellationToken cancel)
    {
        const ulong Seed = 77; // trainings draw with seeds from 1 on
        var size = new SceneOptions { Rows = 256, Columns = 256 };
        return [.. Enumerable.Range(0, most).Select(i => (i % 2 == 0 ? CrackScenes.Make(i, Seed, size) : FireScenes.Make(i, Seed, size)).Image)];
    }
}
