using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;

namespace Workbook.Crash;

/// <summary>A joint training of milliseconds with the paper's objective: bright squares on noise.</summary>
internal sealed class SmallJointTraining : IDisposable
{
    private const int Side = 20;
    private static readonly CompressionSizes Codes = new() { Widths = [4, 8], CodeChannels = 2 };
    private readonly JointNetworks networks = new(new CompressionNet(Codes, 1), new FeatureReconstruction(Codes, 2), new Segmentor(new() { Widths = [4, 8] }, 3));
    private readonly Discriminator discriminator = new(new() { Widths = [4, 8] }, 4);
    private readonly JointTraining training;

    internal SmallJointTraining(TrainingOptions options)
    {
        var batches = new LabelledCrops([.. Enumerable.Range(0, 5).Select(Case)], classes: 1, options.BatchSize, options.CropSize);
        training = new JointTraining(networks, discriminator, JointObjectives.Compressor, new JointWeights(), batches, options);
    }

    internal static TrainingOptions Options { get; } = new()
    {
        Steps = 6,
        BatchSize = 4,
        CropSize = 16,
        EvaluateEvery = 2,
        Threads = 1,
        Device = "cpu",
        LearningRate = new LearningRate { Base = 1e-3 },
    };

    internal Trainer Trainer => training.Trainer;

    /// <summary>SHA-256 of the weights of all four networks.</summary>
    internal string Fingerprint => TensorFile.Of(networks).Fingerprint + TensorFile.Of(discriminator).Fingerprint;

    internal TrainingResult Run(Func<double> score, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default) => training.Run(score, progress, cancel);

    public void Dispose()
    {
        training.Dispose();
        networks.Dispose();
        discriminator.Dispose();
    }

    private static (RgbImage, LabelImage) Case(int number)
    {
        var random = new SeededRandom((ulong)number);
        var labels = new LabelImage(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(i / Side - number is >= 3 and < 11 && i % Side is >= 5 and < 13 ? 1 : 0))]);
        return (new RgbImage(Side, Side, [.. Enumerable.Range(0, Side * Side * 3).Select(i => (byte)(60 + 100 * labels.Labels[i / 3] + random.Next(50)))]), labels);
    }
}
