using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Crash;

/// <summary>A training of milliseconds: two layers learn to give noisy images back.</summary>
internal sealed class SmallTraining : IDisposable
{
    private readonly CropBatches _batches;
    private readonly nn.Module<Tensor, Tensor> _network;

    internal SmallTraining(TrainingOptions options)
    {
        _batches = new CropBatches(Images(), options.BatchSize, options.CropSize);
        _network = Network(options.Seed);
        Trainer = new Trainer("small", options);
        Trained = Trainer.Add("net", _network);
    }

    internal static TrainingOptions Options { get; } = new()
    {
        Steps = 40,
        BatchSize = 2,
        CropSize = 16,
        CheckpointEvery = 2,
        Threads = 1,
        Device = "cpu",
        LearningRate = new LearningRate { Base = 3e-3, WarmUp = 4, DropAt = [0.5] },
    };

    internal Trainer Trainer { get; }

    internal TrainedNetwork Trained { get; }

    internal nn.Module<Tensor, Tensor> Weights => _network;

    /// <summary>SHA-256 of the weights.</summary>
    internal string Fingerprint => TensorFile.Of(_network).Fingerprint;

    internal TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default, Func<double>? score = null)
        => Trainer.Run(Step, score, progress, cancel);

    /// <summary>Mean squared error of images that were given with noise.</summary>
    internal IReadOnlyDictionary<string, Tensor> Step(StepContext at)
    {
        var images = at.Batch(_batches); // [2, 3, 16, 16]
        var noise = at.Random.Normal(images.shape, 0, at.Step, "noise").mul_(0.1);
        Tensor given;
        using (at.Path.Forward())
            given = _network.call(images + noise).to(float32);
        var mse = (given - images).square().mean();
        var terms = new Dictionary<string, Tensor> { ["loss"] = mse * 100, ["mse"] = mse };
        at.Descend(Trained, terms);
        return terms;
    }

    public void Dispose()
    {
        Trainer.Dispose();
        _network.Dispose();
    }

    private static nn.Module<Tensor, Tensor> Network(ulong seed)
    {
        var network = nn.Sequential(nn.Conv2d(3, 8, 3, padding: 1), nn.ReLU(), nn.Conv2d(8, 3, 3, padding: 1));
        using var frozen = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var drawn = new StepRandom(seed).Uniform(parameter.shape, 0, 0, name).sub_(0.5).mul_(0.5);
            parameter.copy_(drawn);
        }
        return network;
    }

    private static RgbImage[] Images()
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, 4).Select(_ => new RgbImage(20, 24, [.. Enumerable.Range(0, 20 * 24 * 3).Select(i => (byte)(i % 200 + random.Next(40)))]))];
    }
}
