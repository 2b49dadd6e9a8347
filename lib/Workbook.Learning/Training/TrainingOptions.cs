using System.Text.Json.Serialization;
using Workbook.Learning.Training.Distributed;

namespace Workbook.Learning.Training;

/// <summary>How a network is trained. The same options, data and seed give the same weights, bit for bit, on one machine with as many threads.</summary>
/// <remarks>The defaults are the field's (Adam, 1e-4, gradients clipped to norm 1) and what was measured to be fastest without changing results.</remarks>
public sealed record TrainingOptions
{
    /// <summary>All randomness of the run comes from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps of the whole run, those before an interruption included.</summary>
    public long Steps { get; init; } = 1000;

    /// <summary>Images in a batch, those of all processes together.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Height and width of the random crops in pixels.</summary>
    public int CropSize { get; init; } = 128;

    /// <summary>The learning rate and its schedule.</summary>
    public LearningRate LearningRate { get; init; } = new();

    /// <summary>The norm that the gradients of all parameters of a network are shortened to where they are longer; 0 for no limit.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Where to compute, see <see cref="Devices.ComputeDevice"/>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads on the CPU; 0 leaves libtorch's own choice, one for each core.</summary>
    public int Threads { get; init; }

    /// <summary>What to compute in.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Feature maps with the channels of a pixel side by side, see <see cref="Devices.ChannelsLast"/>; on a CPU also the layers of joint networks that
    /// the workbook computes itself for that order. Values differ by rounding alone.</summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>One native call for a step of all weights, see <see cref="AdamOptimizer"/>.</summary>
    public bool FusedAdam { get; init; } = true;

    /// <summary>In joint training, one pass through D for both sides of a step, see <see cref="JointTraining"/>. Values differ by rounding alone.</summary>
    public bool SharedDiscriminatorPass { get; init; } = true;

    /// <summary>Where checkpoints go; null for none. Not written into files: it says nothing on another machine.</summary>
    [JsonIgnore]
    public string? CheckpointFolder { get; init; }

    /// <summary>The processes that train together, each on its part of every batch. Not written into files: a run may go on with more or fewer.</summary>
    [JsonIgnore]
    public ProcessGroup Group { get; init; } = ProcessGroup.Single;

    /// <summary>Steps from one checkpoint to the next; 0 for one at the end only.</summary>
    public long CheckpointEvery { get; init; } = 500;

    /// <summary>Steps from one evaluation to the next; 0 for none.</summary>
    public long EvaluateEvery { get; init; }

    /// <summary>Evaluations in a row without a better score after which the run ends early; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>Refuses what cannot be trained with.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Check()
    {
        Refuse(Steps < 1, nameof(Steps), Steps, "1 or more");
        Refuse(BatchSize < 1, nameof(BatchSize), BatchSize, "1 or more");
        Refuse(BatchSize % Group.Size != 0, nameof(BatchSize), BatchSize, $"a multiple of {Group.Size}, the number of processes that share a batch");
        Refuse(CropSize < 1, nameof(CropSize), CropSize, "1 or more");
        Refuse(!(ClipNorm >= 0), nameof(ClipNorm), ClipNorm, "0 (no limit) or more");
        Refuse(Threads < 0, nameof(Threads), Threads, "0 (one for each core) or more");
        Refuse(CheckpointEvery < 0, nameof(CheckpointEvery), CheckpointEvery, "0 (at the end only) or more");
        Refuse(EvaluateEvery < 0, nameof(EvaluateEvery), EvaluateEvery, "0 (never) or more");
        Refuse(Patience < 0, nameof(Patience), Patience, "0 (never ends early) or more");
        LearningRate.Check();
    }

    private static void Refuse(bool wrong, string name, object value, string allowed)
    {
        if (wrong)
            throw new ArgumentException($"{name} is {value}; it must be {allowed}");
    }
}
