using System.Text.Json;
using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Designs;
using Workbook.Learning.Losses;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Training;

/// <summary>Everything that makes trained joint networks: the design, its size, the weights of its terms, the images and the training.</summary>
public sealed record JointRecipe
{
    /// <summary>The words that <see cref="Images"/> knows.</summary>
    public static IReadOnlyList<string> ImageWords { get; } = ["lesions", "polyps", "hearts", "hippocampus"];

    /// <summary>One of <see cref="JointDesigns.All"/>.</summary>
    public string Design { get; init; } = JointDesigns.D4.Name;

    /// <summary><c>lesions</c>, <c>polyps</c>, <c>hearts</c>: the sets in WORKBOOK_DATA, or what the project draws where there are none;
    /// <c>hippocampus</c>: the set of the Medical Segmentation Decathlon; or a folder with images and masks.</summary>
    public string Images { get; init; } = "lesions";

    /// <summary>Most images of the set; a part of them is left out to score on.</summary>
    public int ImageCount { get; init; } = 400;

    /// <summary>Height and width to which images of <c>lesions</c> and <c>polyps</c> are brought, in pixels.</summary>
    public int Side { get; init; } = 128;

    /// <summary>Slices of the boxes that are cut out of volumes; their height and width is the training's CropSize.</summary>
    public int CropDepth { get; init; } = 8;

    /// <summary>The paper's sizes of the networks in place of the small ones.</summary>
    public bool PaperSizes { get; init; }

    /// <summary>Bits at each position of the code; 0 for what the sizes say.</summary>
    public int CodeChannels { get; init; }

    /// <summary>Of the terms of the objectives.</summary>
    public JointWeights Weights { get; init; } = new() { Dice = 0.3, Features = 0.05 };

    /// <summary>How each stage is trained.</summary>
    public TrainingOptions Training { get; init; } = new() { Steps = 1000, LearningRate = new() { Base = 2e-3, WarmUp = 20, DropAt = [0.7, 0.9] } };

    /// <summary>The recipe of a design on the usual crops of some images.</summary>
    /// <param name="design">One of <see cref="JointDesigns.All"/>.</param>
    /// <param name="images">As <see cref="Images"/>.</param>
    public static JointRecipe Of(string design, string images)
    {
        var usual = new JointRecipe { Design = design, Images = images };
        var small = usual.Weights with { Segmentation = 0.1, Dice = 1, Features = 0.005, BitsWarmUp = 0.5 }; // classes that fill a twentieth of a volume
        return images switch
        {
            "hearts" => usual with { CropDepth = 8, Weights = small, Training = usual.Training with { BatchSize = 2, CropSize = 96 } },
            // Boxes smaller than the scans: in boxes of their size S learns where a hippocampus lies from the box's borders, and fails on scans of another size.
            "hippocampus" => usual with { CropDepth = 32, Weights = small, Training = usual.Training with { BatchSize = 4, CropSize = 32, LearningRate = usual.Training.LearningRate with { Base = 3e-3 } } },
            _ => usual,
        };
    }

    /// <summary>Reads or draws the images.</summary>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The word is neither known nor a folder.</exception>
    /// <exception cref="DatasetException">A set is missing or damaged.</exception>
    public SegmentationTask Load(CancellationToken cancel = default)
    {
        var crop = new VolumeShape(CropDepth, Training.CropSize, Training.CropSize);
        return Images switch
        {
            "lesions" => SegmentationTask.Of(SegmentationDomain.Lesions(ImageCount, Side), cancel: cancel),
            "polyps" => SegmentationTask.Of(SegmentationDomain.Polyps(ImageCount, Side), cancel: cancel),
            "hearts" => SegmentationTask.Of(SegmentationDomain.Hearts(ImageCount), crop, cancel: cancel),
            "hippocampus" => SegmentationTask.Of(MsdHippocampus.Load(DataRoot.FromEnvironment(), null, cancel).Take(ImageCount), crop, cancel: cancel),
            _ when Directory.Exists(Images) => SegmentationTask.Of(MaskFolder.Load(Images, cancel: cancel).Take(ImageCount), cancel: cancel),
            _ => throw new ArgumentException($"images is '{Images}'; expected {string.Join(", ", ImageWords)} or a folder with images and masks"),
        };
    }

    /// <summary>Sizes of the networks for a task.</summary>
    /// <param name="task">Tells dimensions and classes.</param>
    public JointSizes Sizes(SegmentationTask task)
    {
        var sizes = PaperSizes ? JointSizes.Paper(task.Dimensions, task.Channels) : JointSizes.Small(task.Dimensions, task.Channels);
        return CodeChannels == 0 ? sizes : sizes with { Compression = sizes.Compression with { CodeChannels = CodeChannels } };
    }

    /// <summary>The recipe as text that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => StrictJson.Write(this);

    /// <summary>Reads a recipe; what is left out keeps its default.</summary>
    /// <param name="text">A JSON object, such as <c>{ "design": "d4", "weights": { "bits": 0.05 }, "training": { "steps": 2000 } }</c>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArgumentException">It is no JSON object, has an unknown key, or a value of the wrong kind or out of range.</exception>
    public static JointRecipe FromJson(string text, string name = "the recipe")
    {
        try
        {
            var recipe = StrictJson.Read<JointRecipe>(text);
            recipe.Check();
            return recipe;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ArgumentException($"{name}: {e.Message}", e);
        }
    }

    /// <summary>Refuses what cannot be trained.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Check()
    {
        JointDesigns.Find(Design);
        if (ImageCount < 2 || Side is < 48 or > 4096 || CropDepth < 1 || CodeChannels < 0)
            throw new ArgumentException($"ImageCount is {ImageCount}, Side {Side}, CropDepth {CropDepth}, CodeChannels {CodeChannels}; expected at least 2, 48 to 4096, at least 1 and 0");
        if (!(Weights.BitsWarmUp is >= 0 and <= 1))
            throw new ArgumentException($"BitsWarmUp is {Weights.BitsWarmUp}; it is a share of the training, 0 to 1");
        Training.Check();
    }
}
