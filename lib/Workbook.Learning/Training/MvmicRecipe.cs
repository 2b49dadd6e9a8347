using System.Text.Json;
using Workbook.Imaging.Sets;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Training;

/// <summary>Everything that makes an MVMICNet: the codec, the weights of the loss, the task with its images, and the training of each stage.</summary>
public sealed record MvmicRecipe
{
    /// <summary>The task of a class for every pixel, with <see cref="ErfNet"/>.</summary>
    public const string Segmentation = "segmentation";

    /// <summary>The task of boxes around objects, with <see cref="FasterRcnn"/>.</summary>
    public const string Detection = "detection";

    private const string Small = "-small", Chests = "chests";

    /// <summary>The words that <see cref="VisionTask"/> knows.</summary>
    public static IReadOnlyList<string> TaskWords { get; } = [Segmentation, Detection];

    /// <summary>The words that <see cref="Images"/> knows.</summary>
    public static IReadOnlyList<string> ImageWords { get; } = ["polyps", "lesions", Chests];

    /// <summary>The words that <see cref="Of"/> knows: each codec in the published size, and small for a CPU and minutes.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. CodecRecipe.Models.SelectMany(model => new[] { model + Small, model })];

    /// <summary>One of <see cref="CodecRecipe.Models"/>.</summary>
    public string Model { get; init; } = "mbt2018-mean";

    /// <summary>Channels inside the codec.</summary>
    public int N { get; init; } = 32;

    /// <summary>Channels of its latent; cheng2020-anchor has as many as N, whatever stands here.</summary>
    public int M { get; init; } = 48;

    /// <summary>What distortion weighs, see <see cref="Losses.RateDistortion"/>.</summary>
    public double Lambda1 { get; init; } = 0.0067;

    /// <summary>Bits per pixel that a task loss of 1 is worth; 0 for the codec without the task.</summary>
    public double Lambda2 { get; init; } = 1;

    /// <summary>One of <see cref="TaskWords"/>: detection for chests, segmentation for all other images.</summary>
    public string VisionTask { get; init; } = Segmentation;

    /// <summary>ERFNet as published in place of the small one; of Faster R-CNN there is one size.</summary>
    public bool PaperSizes { get; init; }

    /// <summary><c>polyps</c>, <c>lesions</c>, <c>chests</c>: the sets in WORKBOOK_DATA, or what the project draws where there are none; or a folder with images and masks.</summary>
    public string Images { get; init; } = "polyps";

    /// <summary>Most images of the set; a part of them is left out to score on.</summary>
    public int ImageCount { get; init; } = 200;

    /// <summary>Height and width to which images of the words are brought, in pixels. A detector learns from whole images, whatever the training's CropSize.</summary>
    public int Side { get; init; } = 192;

    /// <summary>The teacher's training on originals.</summary>
    public StageShare Teacher { get; init; } = new() { Share = 1.5, Rate = 5e-3 };

    /// <summary>Stage 2a: the task's network reads what the codec restores.</summary>
    public StageShare Reader { get; init; } = new() { Share = 0.25, Rate = 1e-3 };

    /// <summary>Stage 2b: codec and network together, at a low rate.</summary>
    public StageShare Both { get; init; } = new() { Share = 0.25, Rate = 1e-4 };

    /// <summary>Stage 1, the codec's training; the other stages differ in steps and rate.</summary>
    public TrainingOptions Training { get; init; } = new() { Steps = 300, LearningRate = new() { Base = 1e-3, WarmUp = 20, DropAt = [0.8] } };

    /// <summary>A usual recipe.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <exception cref="ArgumentException">There is no such word.</exception>
    public static MvmicRecipe Of(string word)
    {
        if (!Words.Contains(word))
            throw new ArgumentException($"there is no recipe '{word}'; there are {string.Join(", ", Words)}");
        return word.EndsWith(Small, StringComparison.Ordinal) ? new MvmicRecipe { Model = word[..^Small.Length] } : new MvmicRecipe
        {
            Model = word,
            N = 128,
            M = 192,
            PaperSizes = true,
            ImageCount = 4000,
            Side = 384,
            Teacher = new() { Share = 0.2, Rate = 5e-4 },
            Reader = new() { Share = 0.1, Rate = 1e-4 },
            Both = new() { Share = 0.2, Rate = 1e-5 },
            Training = new() { Steps = 100_000, CropSize = 256, LearningRate = new() { Base = 1e-4, DropAt = [0.8] }, CheckpointEvery = 2000 },
        };
    }

    /// <summary>The recipe for other images, and for the task that goes with them: a teacher of another task is trained as is usual for it.</summary>
    /// <param name="images">As <see cref="Images"/>.</param>
    public MvmicRecipe On(string images)
    {
        var task = images == Chests ? Detection : Segmentation;
        var same = this with { Images = images, VisionTask = task };
        return task == VisionTask ? same : same with { Teacher = task == Detection ? Teacher with { Share = 2 * Teacher.Share, Rate = 0.4 * Teacher.Rate } : new MvmicRecipe().Teacher };
    }

    /// <summary>Reads or draws the images to segment.</summary>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The word is neither known nor a folder.</exception>
    /// <exception cref="DatasetException">A set is missing or damaged.</exception>
    public SegmentationTask Load(CancellationToken cancel = default) => ImageWords.Contains(Images) || !JointRecipe.ImageWords.Contains(Images)
        ? new JointRecipe { Images = Images, ImageCount = ImageCount, Side = Side }.Load(cancel)
        : throw new ArgumentException($"{Images} are volumes; expected {string.Join(", ", ImageWords)} or a folder with images and masks");

    /// <summary>Finds or draws the images with boxes; they are read when they are asked for.</summary>
    /// <exception cref="DatasetException">A set is missing or damaged.</exception>
    public DetectionSet LoadBoxes() => DetectionDomain.Chests(ImageCount, Side);

    /// <summary>Makes the codec with the first weights of the seed.</summary>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is no such model, or a size is out of its range.</exception>
    public CompressionModel MakeCodec() => new ModelArchitecture(Model, N, Model == "cheng2020-anchor" ? N : M).Create(Training.Seed);

    /// <summary>Makes the network that segments, with the first weights of the seed.</summary>
    /// <param name="task">Tells the classes.</param>
    /// <returns>The caller disposes it.</returns>
    public ErfNet MakeNetwork(SegmentationTask task) => new((PaperSizes ? ErfNetSizes.Paper : ErfNetSizes.Small) with { Classes = task.Channels }, Training.Seed);

    /// <summary>Makes the network that finds objects, with the first weights of the seed.</summary>
    /// <param name="set">Tells the classes.</param>
    /// <returns>The caller disposes it.</returns>
    public FasterRcnn MakeDetector(DetectionSet set) => new(FasterRcnnSizes.Small with { Classes = set.Classes.Count }, Training.Seed);

    /// <summary>How a stage is trained.</summary>
    /// <param name="stage">Which.</param>
    /// <returns>With 0 steps where the stage is left out.</returns>
    public TrainingOptions Options(MvmicStage stage) => stage switch
    {
        MvmicStage.Teacher => Teacher.Of(Training),
        MvmicStage.Reader => Reader.Of(Training),
        MvmicStage.Both => Both.Of(Training),
        _ => Training,
    };

    /// <summary>The recipe as text that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => StrictJson.Write(this);

    /// <summary>Reads a recipe; what is left out keeps its default.</summary>
    /// <param name="text">A JSON object, such as <c>{ "lambda2": 0.5, "reader": { "share": 0.5 }, "training": { "steps": 2000 } }</c>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArgumentException">It is no JSON object, has an unknown key, or a value of the wrong kind or out of range.</exception>
    public static MvmicRecipe FromJson(string text, string name = "the recipe")
    {
        try
        {
            var recipe = StrictJson.Read<MvmicRecipe>(text);
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
        if (!CodecRecipe.Models.Contains(Model) || !TaskWords.Contains(VisionTask))
            throw new ArgumentException($"the model is '{Model}' and the task '{VisionTask}'; expected one of {string.Join(", ", CodecRecipe.Models)}, and one of {string.Join(", ", TaskWords)}");
        if (VisionTask == Detection != (Images == Chests))
            throw new ArgumentException($"the task is {VisionTask} and the images are {Images}; {Detection} goes with {Chests}, {Segmentation} with {string.Join(", ", ImageWords.Where(word => word != Chests))} or a folder with images and masks");
        if (N < 3 || M < 1 || ImageCount < 2 || Side is < 48 or > 4096 || !(Lambda1 > 0) || !(Lambda2 >= 0) || !double.IsFinite(Lambda1 + Lambda2))
            throw new ArgumentException($"N is {N}, M {M}, ImageCount {ImageCount}, Side {Side}, Lambda1 {Lambda1}, Lambda2 {Lambda2}; expected at least 3, 1 and 2, 48 to 4096, above 0, and 0 or more");
        if (new[] { Teacher, Reader, Both }.FirstOrDefault(stage => !(stage.Share is >= 0 and <= 1000) || !(stage.Rate > 0) || !double.IsFinite(stage.Rate)) is { } wrong)
            throw new ArgumentException($"a stage is {wrong}; Share must be 0 (left out) to 1000 times the codec's steps, Rate above 0");
        Training.Check();
    }
}
