using Workbook.Codecs;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Imaging.Scenes;
using Workbook.Imaging.Sets;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary>The images of a training, in memory, in two parts that share nothing.</summary>
/// <param name="Name">What they are, for the record.</param>
/// <param name="Train">To train on.</param>
/// <param name="HeldOut">To evaluate on.</param>
internal sealed record TrainingImages(string Name, IReadOnlyList<RgbImage> Train, IReadOnlyList<RgbImage> HeldOut)
{
    private const string Scenes = "scenes", Photos = "photos", Polyps = "polyps", Skin = "skin";
    private const ulong PartsSeed = 1; // whatever a recipe's seed is, the same groups are left out, so that any model can be measured on them

    /// <summary>The sets of which trainings leave groups out: their words and names.</summary>
    public static readonly OrderedDictionary<string, string> Sets = new() { [Photos] = "cracks and forest fire", [Polyps] = "CVC-ColonDB", [Skin] = "ISIC 2018" };

    /// <summary>Draws or reads what a recipe asks for.</summary>
    /// <exception cref="DatasetException">A set is missing.</exception>
    /// <exception cref="ArgumentException">The word is neither known nor a folder.</exception>
    public static TrainingImages Load(IImageRecipe recipe, CancellationToken cancel) => recipe.Images switch
    {
        Scenes => Draw(recipe, cancel),
        Photos => Read(recipe, cancel),
        Polyps => Part(CvcColonDb.Load(DataRoot.FromEnvironment(), null, cancel), recipe, cancel),
        Skin => Part(Isic2018.Load(DataRoot.FromEnvironment(), null, cancel), recipe, cancel),
        var folder when Directory.Exists(folder) => Read(folder, recipe, cancel),
        var word => throw new ArgumentException($"images is '{word}'; expected {Scenes}, {Photos} (cracks and fires in {DataRoot.Variable}), {Polyps}, {Skin} or a folder"),
    };

    private static TrainingImages Draw(IImageRecipe recipe, CancellationToken cancel)
    {
        var side = Math.Max(256, recipe.Training.CropSize);
        var size = new SceneOptions { Rows = side, Columns = side };
        var drawn = new RgbImage[recipe.ImageCount + recipe.HeldOut];
        Parallel.For(0, drawn.Length, new ParallelOptions { CancellationToken = cancel }, i =>
            drawn[i] = (i % 2 == 0 ? CrackScenes.Make(i / 2, recipe.Training.Seed, size with { Positive = i % 4 == 0 })
                : FireScenes.Make(i / 2, recipe.Training.Seed, size with { Positive = i % 4 == 1 })).Image);
        return Split($"scenes of cracks and fires, {side} x {side}", drawn, recipe.HeldOut);
    }

    // Whole groups are held out, and the images of both sets alternate.
    private static TrainingImages Read(IImageRecipe recipe, CancellationToken cancel)
    {
        var root = DataRoot.FromEnvironment();
        var sets = new[] { CrackImages.Load(root, null, cancel), ForestFire.Load(root, null, cancel) };
        var parts = sets.Select(set => (Set: set, Parts: Imaging.Sets.Split.ByGroup(set.Images, 0.1, PartsSeed))).ToArray();
        return new(string.Join(" and ", sets.Select(set => set.Name)),
            [.. parts.SelectMany(part => Some(part.Set, part.Parts.Train, recipe.ImageCount, cancel))],
            [.. parts.SelectMany(part => Some(part.Set, part.Parts.Test, recipe.HeldOut, cancel))]);
    }

    /// <summary>Holds out whole sequences or patients: three in ten, since medical sets are small.</summary>
    public static TrainingImages Part(SegmentationSet<RgbImage, LabelImage> set, IImageRecipe recipe, CancellationToken cancel)
    {
        var parts = Imaging.Sets.Split.ByGroup(set.Cases, 0.3, PartsSeed);
        RgbImage[] Some(int[] part, int most) => most < 1 ? [] : Array.ConvertAll(set.Part(part).Take(most).Read(cancel: cancel), one => one.Image);
        return new(set.Name, Some(parts.Train, recipe.ImageCount), Some(parts.Test, recipe.HeldOut));
    }

    private static RgbImage[] Some(ImageSet set, IEnumerable<int> indices, int of, CancellationToken cancel)
        => of < 4 ? [] : set.Part(indices).Take(of / 4).Read(cancel: cancel);

    private static TrainingImages Read(string folder, IImageRecipe recipe, CancellationToken cancel)
    {
        var files = FileSet.Images([folder]);
        new SeededRandom(recipe.Training.Seed).Shuffle<string>(files);
        var images = files.Take(recipe.ImageCount + recipe.HeldOut).AsParallel().AsOrdered().WithCancellation(cancel).Select(file => ImageFile.Read(file)).ToArray();
        return Split(NameOf(folder), images, recipe.HeldOut);
    }

    /// <summary>What a recipe's images are called: a word, or a folder's name without its place; sets keep theirs in a folder "images".</summary>
    public static string NameOf(string images)
    {
        var path = Path.TrimEndingDirectorySeparator(images);
        return Path.GetFileName(path) == "images" && Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } set ? set : Path.GetFileName(path);
    }

    private static TrainingImages Split(string name, RgbImage[] images, int heldOut)
        => images.Length > heldOut ? new(name, images[heldOut..], images[..heldOut])
            : throw new ArgumentException($"{name} has {images.Length} images, of which {heldOut} are held out; nothing is left to train on");
}
