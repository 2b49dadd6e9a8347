namespace Workbook.Codecs.Patterns;

/// <summary>Trains the point predictor: least squares by Adam in mini-batches, in managed code on one core.</summary>
/// <remarks>
/// Source: Chakraborty et al. (MAGIC), Algorithm 1, last step; they give no training details, the choices are those of
/// <see cref="PredictorTrainingOptions"/>. Targets are divided by the largest number of points. Every tenth image (at least one) is held
/// out, whole, since blocks of one image look alike; the epoch with the smallest held-out error wins.
/// The same samples, options and seed give the same bytes on every machine, unless cancelled.
/// </remarks>
public static class PredictorTraining
{
    /// <summary>Trains a predictor.</summary>
    /// <param name="samples">At least one image.</param>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <param name="progress">Told after every epoch.</param>
    /// <param name="cancel">Ends training early: the best predictor so far is the result, no exception.</param>
    /// <returns>The predictor, rounded to what its file keeps, with its error.</returns>
    /// <exception cref="ArgumentException">There are no samples, or an option is out of range.</exception>
    public static PredictorTrainingResult Train(PredictorSamples samples, PredictorTrainingOptions? options = null,
        IProgress<PredictorProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new PredictorTrainingOptions();
        Check(samples, options);
        var run = new PredictorRun(samples, options);
        for (int epoch = 1, worse = 0; epoch <= options.Epochs && worse < options.Patience; epoch++)
        {
            if (!run.Epoch(epoch, cancel, out double trainingRmse))
                return run.Result(cancelled: true);
            worse = run.Keep(epoch, out double heldOutRmse) ? 0 : worse + 1;
            progress?.Report(new PredictorProgress(epoch, options.Epochs, trainingRmse, heldOutRmse));
        }
        return run.Result(cancelled: false);
    }

    private static void Check(PredictorSamples samples, PredictorTrainingOptions options)
    {
        if (samples.ImageCount == 0)
            throw new ArgumentException("there are no samples to learn from; add at least one image");
        if (options.Hidden.Count > PatternPredictor.MaxHiddenLayers || options.Hidden.Any(size => size is < 1 or > PatternPredictor.MaxHiddenSize))
            throw new ArgumentException($"hidden layers {string.Join('-', options.Hidden)}; allowed are at most {PatternPredictor.MaxHiddenLayers} "
                + $"of 1 to {PatternPredictor.MaxHiddenSize} units");
        if (options.Epochs < 1 || options.BatchSize < 1 || options.Patience < 1)
            throw new ArgumentException($"epochs {options.Epochs}, batch size {options.BatchSize}, patience {options.Patience}; each must be at least 1");
        if (!(options.LearningRate is > 0 and < 1 && options.WeightDecay is >= 0 and < 1))
            throw new ArgumentException($"learning rate {options.LearningRate}, weight decay {options.WeightDecay}; allowed are 0 to 1");
    }
}
