namespace Workbook.Results.Accuracy;

/// <summary>Settings of a <see cref="LinearSvm"/>.</summary>
public sealed record SvmOptions
{
    /// <summary>C, the cost of an image on the wrong side of its margin against the size of the weights; above 0.</summary>
    public double Cost { get; init; } = 0.01;

    /// <summary>Where to stop: the largest violation of the optimality conditions.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Most passes over the training images.</summary>
    public int MaxSweeps { get; init; } = 1000;

    /// <summary>Whether features are brought to mean 0 and deviation 1, as learned on the training images.</summary>
    public bool Standardize { get; init; } = true;

    /// <summary>Seed of the order in which images are visited.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A linear support vector machine: hinge loss, L2-regularised, one against the rest for more than two classes.</summary>
/// <remarks>Trained by dual coordinate descent (Hsieh et al. 2008), as LIBLINEAR and scikit-learn's LinearSVC do with a bias feature of 1.
/// An own solver, because on hundreds of images with a thousand features each it is several times faster than ML.NET's SDCA trainer, and
/// because the same floats in give the same weights on every machine.</remarks>
public sealed class LinearSvm
{
    private readonly Standardizer standardizer;
    private readonly double[][] weights;

    private LinearSvm(Standardizer standardizer, double[][] weights) => (this.standardizer, this.weights) = (standardizer, weights);

    /// <summary>Learns from labelled features.</summary>
    /// <param name="features">Features of the training images, all of one length.</param>
    /// <param name="classes">Index of the class of each image, from 0.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancel">Stops between two passes.</param>
    /// <returns>The machine.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a feature is not finite, or there are fewer than two classes.</exception>
    public static LinearSvm Train(IReadOnlyList<float[]> features, IReadOnlyList<int> classes, SvmOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        Check(features, classes, options);
        var standardizer = options.Standardize ? Standardizer.Fit(features) : Standardizer.Identity(features[0].Length);
        var rows = new FeatureMatrix(features, standardizer);
        int count = classes.Max() + 1;
        // Two classes need one separation: class 1 against class 0.
        int[] targets = count == 2 ? [1] : [.. Enumerable.Range(0, count)];
        return new(standardizer,
            [.. targets.Select(target => new DualCoordinateDescent(rows, [.. classes.Select(c => c == target)], options).Run(cancel))]);
    }

    /// <summary>Which class an image belongs to.</summary>
    /// <param name="features">Its features.</param>
    /// <returns>Index of the class, from 0.</returns>
    public int Predict(float[] features)
    {
        double[] scores = Scores(features);
        return scores.Length == 1 ? (scores[0] > 0 ? 1 : 0) : Array.IndexOf(scores, scores.Max());
    }

    /// <summary>Signed distances from the separating planes, in margins.</summary>
    /// <param name="features">Features of an image.</param>
    /// <returns>One score for two classes (positive: class 1), else one for each class.</returns>
    public double[] Scores(float[] features)
    {
        double[] row = [.. new FeatureMatrix([features], standardizer).Row(0)];
        return [.. weights.Select(w => FeatureMatrix.Dot(w, row))];
    }

    /// <summary>Weights of standardised features, the bias last.</summary>
    /// <param name="plane">Index of the separating plane; 0 where there are two classes.</param>
    /// <returns>One weight a feature, and the bias.</returns>
    public double[] Weights(int plane = 0) => weights[plane][..(standardizer.Length + 1)];

    private static void Check(IReadOnlyList<float[]> features, IReadOnlyList<int> classes, SvmOptions options)
    {
        if (!(options.Cost > 0 && double.IsFinite(options.Cost)))
            throw new ArgumentException($"the cost is {options.Cost}; it must be above 0");
        if (features.Count != classes.Count)
            throw new ArgumentException($"there are {features.Count} images but {classes.Count} classes");
        if (classes.Distinct().Count() < 2 || classes.Min() < 0)
            throw new ArgumentException($"the images are of {classes.Distinct().Count()} class(es); there must be at least two, counted from 0");
        if (features.Any(row => row.Any(value => !float.IsFinite(value))))
            throw new ArgumentException("a feature is not finite");
    }
}
