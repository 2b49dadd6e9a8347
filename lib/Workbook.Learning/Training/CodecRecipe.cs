using Workbook.Learning.Models;

namespace Workbook.Learning.Training;

/// <summary>Everything that makes a trained codec: the model, its size, the trade between rate and distortion, the images and the training.</summary>
public sealed partial record CodecRecipe : IImageRecipe
{
    /// <summary>The models' names, as the field has them.</summary>
    public static IReadOnlyList<string> Models { get; } = ["bmshj2018-factorized", "bmshj2018-hyperprior", "mbt2018-mean", "cheng2020-anchor"];

    /// <summary>One of <see cref="Models"/>.</summary>
    public string Model { get; init; } = "mbt2018-mean";

    /// <summary>Channels inside the model.</summary>
    public int N { get; init; } = 128;

    /// <summary>Channels of its latent; cheng2020-anchor has as many as N, whatever stands here.</summary>
    public int M { get; init; } = 192;

    /// <summary>See <see cref="Losses.RateDistortion"/>.</summary>
    public double Lambda { get; init; } = 0.0067;

    /// <inheritdoc/>
    public string Images { get; init; } = "scenes";

    /// <inheritdoc/>
    public int ImageCount { get; init; } = 400;

    /// <inheritdoc/>
    public int HeldOut { get; init; } = 16;

    /// <inheritdoc/>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Makes the model with the first weights of the seed.</summary>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is no such model, or a size is out of its range.</exception>
    public CompressionModel MakeModel()
    {
        Check();
        return new ModelArchitecture(Model, N, Model == "cheng2020-anchor" ? N : M).Create(Training.Seed);
    }

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        if (!Models.Contains(Model))
            throw new ArgumentException($"there is no model '{Model}'; there are {string.Join(", ", Models)}");
        if (N < 3 || M < 1 || !(Lambda > 0) || !double.IsFinite(Lambda) || ImageCount < 1 || HeldOut < 0)
            throw new ArgumentException($"N is {N}, M {M}, Lambda {Lambda}, ImageCount {ImageCount}, HeldOut {HeldOut}; expected at least 3, 1, more than 0, 1 and 0");
        Training.Check();
    }
}
