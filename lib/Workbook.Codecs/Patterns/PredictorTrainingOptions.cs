namespace Workbook.Codecs.Patterns;

/// <summary>How the point predictor is trained.</summary>
public sealed record PredictorTrainingOptions
{
    /// <summary>Sizes of the hidden layers, from the input on.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [32, 16];

    /// <summary>Most passes over the samples.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Blocks in one step.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Adam's step at the start; it falls in a straight line to zero at the end.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Weight of the squared weights in the gradient.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Epochs without a better held-out error before training stops.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Show every block in a random one of its eight mirrored and turned forms each time it comes.</summary>
    /// <remarks>A texture needs as many points whichever way it lies; a few hundred images are too few to learn that.</remarks>
    public bool Mirror { get; init; } = true;

    /// <summary>Chooses start weights, order and held-out images.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>How far training has come.</summary>
/// <param name="Epoch">1-based number of the epoch that has ended.</param>
/// <param name="Epochs">Most epochs.</param>
/// <param name="TrainingRmse">Root mean square error on the training blocks during the epoch, in points.</param>
/// <param name="HeldOutRmse">Root mean square error on the blocks of held-out images, in points.</param>
public readonly record struct PredictorProgress(int Epoch, int Epochs, double TrainingRmse, double HeldOutRmse);

/// <summary>A trained predictor and how good it is.</summary>
/// <param name="Predictor">The best predictor of all epochs.</param>
/// <param name="HeldOutRmse">Its root mean square error on held-out images, in points. With a single image: on that image.</param>
/// <param name="MeanRmse">The error of always predicting the mean of the training blocks, to compare with.</param>
/// <param name="BestEpoch">1-based number of the epoch it comes from; 0 when cancelled before the first ended.</param>
/// <param name="Cancelled">True when training was cancelled before it was done.</param>
public sealed record PredictorTrainingResult(PatternPredictor Predictor, double HeldOutRmse, double MeanRmse, int BestEpoch, bool Cancelled);
