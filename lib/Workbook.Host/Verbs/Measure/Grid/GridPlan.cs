using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>How large a grid's runs are: images, curves and trainings.</summary>
internal sealed record GridPlan
{
    /// <summary>For hours on two cores.</summary>
    public static readonly GridPlan Full = new();

    /// <summary>For a GPU.</summary>
    public static readonly GridPlan Large = new()
    {
        Images = 300,
        LearnImages = 600,
        ReaderSteps = 1500,
        TuneSteps = 200,
        CodecSteps = 3000,
        CodecWidth = 64,
        Batch = 8,
        BpgLevel = 8,
    };

    /// <summary>The whole grid in minutes: shows that all of it runs; its scores, of few small images and short trainings, are noise.</summary>
    public static readonly GridPlan Quick = new()
    {
        Side = 64,
        Images = 16,
        LearnImages = 16,
        Splits = 5,
        ReaderSteps = 60,
        TuneSteps = 15,
        CodecSteps = 40,
        CodecWidth = 16,
        Crop = 64,
        Batch = 4,
        Settings = 2,
        TrainedSettings = 1,
        Epochs = 3,
        BpgLevel = 1,
        Trials = 50,
        Iterations = 3,
    };

    /// <summary>Height and width of scenes, and of real pictures that are segmented, in pixels.</summary>
    public int Side { get; init; } = 192;

    /// <summary>Most images to measure on.</summary>
    public int Images { get; init; } = 100;

    /// <summary>Most images to learn from: readers, knowledge and codecs.</summary>
    public int LearnImages { get; init; } = 300;

    /// <summary>Splits of the measured images that a classifier learns and is tested on, for each seed.</summary>
    public int Splits { get; init; } = 20;

    /// <summary>Steps of a network that learns on originals.</summary>
    public long ReaderSteps { get; init; } = 800;

    /// <summary>Steps by which it is fine-tuned on what a codec restores.</summary>
    public long TuneSteps { get; init; } = 100;

    /// <summary>Steps of a learned codec.</summary>
    public long CodecSteps { get; init; } = 300;

    /// <summary>Channels of a learned codec, N; its latent has half as many more. Codecs of 32 start from the models in data/models, where there is one.</summary>
    public int CodecWidth { get; init; } = 32;

    /// <summary>Iterations that a recurrent codec is trained for.</summary>
    public int Iterations { get; init; } = 8;

    /// <summary>Height and width of the crops that networks learn on, in pixels.</summary>
    public int Crop { get; init; } = 128;

    /// <summary>Crops in a batch.</summary>
    public int Batch { get; init; } = 4;

    /// <summary>Most settings of a method, evenly spaced over its curve.</summary>
    public int Settings { get; init; } = int.MaxValue;

    /// <summary>Most settings of a method for each of which a network is trained; a BD-rate takes 4.</summary>
    public int TrainedSettings { get; init; } = 4;

    /// <summary>Passes over all blocks while MAGIC's predictor learns.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>How hard BPG's encoder tries, 1 to 9; 8 is its default.</summary>
    public int BpgLevel { get; init; } = 8;

    /// <summary>Moves that a triangulation tries.</summary>
    public int Trials { get; init; } = 800;

    /// <summary>Where networks compute: auto, cpu, cuda.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads of a training on the CPU; 0 for one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Some settings of a curve, evenly spaced, both ends among them.</summary>
    public static IReadOnlyList<T> Spaced<T>(IReadOnlyList<T> all, int most) => all.Count <= most ? all
        : most == 1 ? [all[all.Count / 2]] : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * (all.Count - 1) / (most - 1))])];

    /// <summary>How a network of the grid learns.</summary>
    public TrainingOptions Training(long steps, ulong seed, double rate) => new()
    {
        Seed = seed,
        Steps = steps,
        BatchSize = Batch,
        CropSize = Crop,
        LearningRate = new() { Base = rate, WarmUp = Math.Min(20, steps / 10), DropAt = [0.7, 0.9] },
        Device = Device,
        Threads = Threads,
    };
}
