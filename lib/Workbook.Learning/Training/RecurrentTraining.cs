using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains a recurrent codec on images: all its rates at once.</summary>
public sealed class RecurrentTraining : IDisposable
{
    private const int MostCounted = 100; // images from which the coder's contexts start

    private readonly RecurrentModel _model;
    private readonly int _iterations;
    private readonly RecurrentObjective _objective;
    private readonly IReadOnlyList<RgbImage> _images;
    private readonly IReadOnlyList<RgbImage> _heldOut;
    private readonly CropBatches _batches;
    private readonly TrainedNetwork _codec;

    /// <summary>Prepares a training; nothing is computed yet.</summary>
    /// <param name="model">Trained in place; moved to the device, but not disposed.</param>
    /// <param name="iterations">As many as files may have.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="images">To train on; each at least as large as a crop.</param>
    /// <param name="options">How.</param>
    /// <param name="heldOut">To evaluate on, as <see cref="TrainingOptions.EvaluateEvery"/> says; none for no evaluation.</param>
    /// <exception cref="ArgumentException">An image is too small, crops are no multiple of 16, or iterations are out of their range.</exception>
    public RecurrentTraining(RecurrentModel model, int iterations, RecurrentObjective objective, IReadOnlyList<RgbImage> images, TrainingOptions options,
        IReadOnlyList<RgbImage>? heldOut = null)
    {
        RecurrentSizes.CheckIterations(iterations);
        if (options.CropSize % RecurrentSizes.Stride != 0)
            throw new ArgumentException($"CropSize is {options.CropSize}; the recurrent codec needs a multiple of {RecurrentSizes.Stride}", nameof(options));
        (_model, _iterations, _objective, _images, _heldOut) = (model, iterations, objective, images, heldOut ?? []);
        _batches = new CropBatches(images, options.BatchSize, options.CropSize);
        Trainer = new Trainer($"recurrent codec, {model.parameters().Sum(p => p.numel()):N0} parameters, {iterations} iterations", options);
        _codec = Trainer.Add("codec", model);
    }

    /// <summary>The trainer, to resume with.</summary>
    public Trainer Trainer { get; }

    /// <summary>Trains.</summary>
    /// <inheritdoc cref="Trainer.Run"/>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
        => Trainer.Run(Step, _heldOut.Count > 0 ? () => Evaluate()["loss"] : null, progress, cancel);

    /// <summary>What the networks give for the held-out images, their bits rounded as in a file.</summary>
    /// <returns>Mean over the images of the objective's terms and of the PSNR after the last iteration.</returns>
    /// <exception cref="InvalidOperationException">There are no held-out images.</exception>
    public IReadOnlyDictionary<string, double> Evaluate()
    {
        using var frozen = no_grad();
        _model.eval();
        return _heldOut.Select(Evaluate).SelectMany(terms => terms).GroupBy(term => term.Key).ToDictionary(term => term.Key, term => term.Average(pair => pair.Value));
    }

    /// <summary>The networks as they are now as a codec, its coder taught by codes of training images.</summary>
    /// <param name="record">Words about the training, to be kept in the model's file.</param>
    /// <param name="device">Where the codec computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <returns>A copy; the caller disposes it.</returns>
    public RecurrentCodec ToCodec(IReadOnlyDictionary<string, string>? record = null, string device = "auto")
    {
        var counted = Math.Min(_images.Count, MostCounted);
        var counts = RecurrentCodec.Count(_model, _iterations, Enumerable.Range(0, counted).Select(i => _images[(int)((long)i * _images.Count / counted)]));
        return RecurrentCodec.Of(_model, _iterations, counts, record, device);
    }

    /// <summary>Frees the optimiser; the model stays.</summary>
    public void Dispose() => Trainer.Dispose();

    private IReadOnlyDictionary<string, Tensor> Step(StepContext at)
    {
        var images = at.Batch(_batches); // [N, 3, H, W]
        var iteration = 0;
        RecurrentOutput output;
        using (at.Path.Forward())
            output = _model.call(images, _iterations, p => StochasticBinarizer.Draw(p, at.Random, at.Step, $"bits {iteration++}"));
        var terms = Terms(images, output, at.Group.Mean);
        at.Descend(_codec, terms);
        return terms;
    }

    private OrderedDictionary<string, Tensor> Terms(Tensor images, RecurrentOutput output, Func<Tensor, Tensor>? overBatch = null)
    {
        var terms = new RecurrentTerms(images, output, overBatch);
        var loss = _objective(terms);
        var mse = (images - output.Images[^1]).detach().square().mean();
        return new([new("loss", loss), .. terms.Asked, new("psnr", (overBatch?.Invoke(mse) ?? mse).clamp_min(Held.Number(1e-10)).log10() * Held.Number(-10))]);
    }

    private Dictionary<string, double> Evaluate(RgbImage image)
    {
        using var scope = NewDisposeScope();
        var x = Trainer.Path.Prepare(ImageTensor.Padded(image, RecurrentSizes.Stride)); // [1, 3, H, W]
        return Terms(x, _model.call(x, _iterations, StochasticBinarizer.Round)).ToDictionary(term => term.Key, term => Held.Value(term.Value));
    }
}
