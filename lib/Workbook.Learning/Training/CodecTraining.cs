using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains a learned codec on images for one point of the trade between rate and distortion.</summary>
public sealed class CodecTraining : IDisposable
{
    private readonly RateDistortion _objective;
    private readonly CropBatches _batches;
    private readonly IReadOnlyList<RgbImage> _heldOut;
    private readonly TrainedNetwork _codec;

    /// <summary>Prepares a training; nothing is computed yet.</summary>
    /// <param name="model">Trained in place; moved to the device, but not disposed.</param>
    /// <param name="lambda">See <see cref="RateDistortion"/>.</param>
    /// <param name="images">To train on; each at least as large as a crop.</param>
    /// <param name="options">How.</param>
    /// <param name="heldOut">To evaluate on, as <see cref="TrainingOptions.EvaluateEvery"/> says; none for no evaluation.</param>
    /// <exception cref="ArgumentException">An image is too small, or crops are no multiple of the model's stride.</exception>
    public CodecTraining(CompressionModel model, double lambda, IReadOnlyList<RgbImage> images, TrainingOptions options, IReadOnlyList<RgbImage>? heldOut = null)
        : this(model, new RateDistortion(lambda), images, options, heldOut)
    {
    }

    /// <summary>Prepares a training with a loss of one's own; nothing is computed yet.</summary>
    /// <param name="model">Trained in place; moved to the device, but not disposed.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="images">To train on; each at least as large as a crop.</param>
    /// <param name="options">How.</param>
    /// <param name="heldOut">To evaluate on, as <see cref="TrainingOptions.EvaluateEvery"/> says; none for no evaluation.</param>
    /// <exception cref="ArgumentException">An image is too small, or crops are no multiple of the model's stride.</exception>
    public CodecTraining(CompressionModel model, RateDistortion objective, IReadOnlyList<RgbImage> images, TrainingOptions options, IReadOnlyList<RgbImage>? heldOut = null)
    {
        if (options.CropSize % model.Stride != 0)
            throw new ArgumentException($"CropSize is {options.CropSize}; {model.GetName()} needs a multiple of {model.Stride}", nameof(options));
        (Model, _objective, _heldOut) = (model, objective, heldOut ?? []);
        _batches = new CropBatches(images, options.BatchSize, options.CropSize);
        Trainer = new Trainer($"{model.GetName()}, {model.parameters().Sum(p => p.numel()):N0} parameters, lambda {objective.Lambda}", options);
        _codec = Trainer.Add("codec", model);
    }

    /// <summary>The model as it is now.</summary>
    public CompressionModel Model { get; }

    /// <summary>The trainer, to resume with.</summary>
    public Trainer Trainer { get; }

    /// <summary>Trains.</summary>
    /// <inheritdoc cref="Trainer.Run"/>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
        => Trainer.Run(Step, _heldOut.Count > 0 ? () => Evaluate()["loss"] : null, progress, cancel);

    /// <summary>What the model gives for the held-out images, their latents rounded as in a file.</summary>
    /// <returns>Mean of each term of <see cref="RateDistortion"/> over the images; rates are estimates, not files.</returns>
    /// <exception cref="InvalidOperationException">There are no held-out images.</exception>
    public IReadOnlyDictionary<string, double> Evaluate()
    {
        using var frozen = no_grad();
        Model.eval();
        return _heldOut.Select(Evaluate).SelectMany(terms => terms).GroupBy(term => term.Key).ToDictionary(term => term.Key, term => term.Average(pair => pair.Value));
    }

    /// <summary>Frees the optimiser; the model stays.</summary>
    public void Dispose() => Trainer.Dispose();

    private IReadOnlyDictionary<string, Tensor> Step(StepContext at)
    {
        var images = at.Batch(_batches); // [N, 3, H, W]
        CompressionOutput output;
        using (at.Path.Forward())
            output = Model.call(images, new NoiseQuantizer(at.Random, 0, at.Step));
        var terms = _objective.Terms(images, output, at.Group.Mean);
        at.Descend(_codec, terms);
        return terms;
    }

    private Dictionary<string, double> Evaluate(RgbImage image)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = (image.Rows / Model.Stride * Model.Stride, image.Columns / Model.Stride * Model.Stride);
        var x = Trainer.Path.Prepare(ImageTensor.Of(image, (image.Rows - rows) / 2, (image.Columns - columns) / 2, rows, columns)); // [1, 3, H, W]
        var terms = _objective.Terms(x, Model.call(x, RoundingQuantizer.Instance));
        return terms.ToDictionary(term => term.Key, term => Held.Value(term.Value));
    }
}
