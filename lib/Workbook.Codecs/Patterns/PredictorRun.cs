namespace Workbook.Codecs.Patterns;

/// <summary>The state of one training: network, optimiser, order of samples, best weights so far.</summary>
internal sealed class PredictorRun
{
    // Purposes of random numbers: (seed, purpose) for the start, (seed, EpochStream + epoch) for orders and mirrorings.
    private const ulong SplitStream = 1, WeightStream = 2, EpochStream = 1000;

    private readonly PredictorSamples samples;
    private readonly PredictorTrainingOptions options;
    private readonly (int Image, int Block)[] training, heldOut;
    private readonly float[] trainingTargets;
    private readonly float mean, inverseDeviation, scale;
    private readonly DenseLayer[] layers;
    private readonly LayerGradient[] gradients;
    private readonly float[][] activations, outer;
    private readonly int[][] mirrors;
    private double power1 = 1, power2 = 1;
    private PatternPredictor best;
    private double bestRmse = double.PositiveInfinity;
    private int bestEpoch;
    private long step;

    internal PredictorRun(PredictorSamples samples, PredictorTrainingOptions options)
    {
        (this.samples, this.options) = (samples, options);
        (training, heldOut) = Split();
        trainingTargets = [.. training.Select(Target)];
        scale = Math.Max(trainingTargets.Max(), 1);
        (mean, inverseDeviation) = Standardisation();
        int[] sizes = [samples.InputCount, .. options.Hidden, 1];
        layers = [.. sizes.Zip(sizes.Skip(1), (inputs, outputs) => new DenseLayer(inputs, outputs))];
        gradients = [.. layers.Select(layer => new LayerGradient(layer))];
        activations = [new float[options.BatchSize * samples.InputCount], .. layers.Select(layer => new float[options.BatchSize * layer.Width])];
        outer = [.. layers.Select(layer => new float[options.BatchSize * layer.Width])];
        mirrors = Mirrors(samples.BlockSize / samples.Stride);
        Initialise(new SeededRandom(options.Seed, WeightStream));
        best = Folded();
    }

    /// <summary>One pass over the training blocks in a new order.</summary>
    /// <returns>False when cancelled.</returns>
    internal bool Epoch(int epoch, CancellationToken cancel, out double rmse)
    {
        var random = new SeededRandom(options.Seed, EpochStream + (ulong)epoch);
        random.Shuffle(training.AsSpan());
        double squares = 0;
        rmse = double.NaN;
        for (int start = 0; start < training.Length; start += options.BatchSize)
        {
            if (cancel.IsCancellationRequested)
                return false;
            var batch = training.AsSpan(start, Math.Min(options.BatchSize, training.Length - start));
            squares += Learn(batch, random);
        }
        rmse = Math.Sqrt(squares / training.Length) * scale;
        return true;
    }

    /// <summary>Keeps the weights when their held-out error is the best yet.</summary>
    internal bool Keep(int epoch, out double rmse)
    {
        var candidate = Folded();
        rmse = Rmse(candidate);
        if (!(rmse < bestRmse))
            return false;
        (best, bestRmse, bestEpoch) = (candidate, rmse, epoch);
        return true;
    }

    internal PredictorTrainingResult Result(bool cancelled)
    {
        double average = trainingTargets.Average();
        double meanRmse = Math.Sqrt(heldOut.Average(s => (Target(s) - average) * (Target(s) - average)));
        return new PredictorTrainingResult(best, bestEpoch == 0 ? Rmse(best) : bestRmse, meanRmse, bestEpoch, cancelled);
    }

    private float Target((int Image, int Block) sample) => samples.PointsOf(sample.Image)[sample.Block];

    private ((int, int)[] Training, (int, int)[] HeldOut) Split()
    {
        int[] images = [.. Enumerable.Range(0, samples.ImageCount)];
        new SeededRandom(options.Seed, SplitStream).Shuffle(images.AsSpan());
        int held = Math.Max(images.Length / 10, 1);
        var rest = images.Length == 1 ? images : images[held..];
        return ([.. rest.Order().SelectMany(Blocks)], [.. images[..held].Order().SelectMany(Blocks)]);

        IEnumerable<(int, int)> Blocks(int image) => Enumerable.Range(0, samples.PointsOf(image).Length).Select(block => (image, block));
    }

    private (float Mean, float InverseDeviation) Standardisation()
    {
        double sum = 0, squares = 0;
        foreach (var (image, block) in training)
            foreach (float value in samples.FeaturesOf(image, block))
            {
                sum += value;
                squares += (double)value * value;
            }
        double count = (double)training.Length * samples.InputCount, average = sum / count;
        return ((float)average, (float)(1 / (Math.Sqrt(Math.Max(squares / count - average * average, 0)) + 1e-3)));
    }

    // He's uniform start for ReLU: U(-a, a) with a = sqrt(6 / inputs); zero biases.
    private void Initialise(SeededRandom random)
    {
        foreach (var layer in layers)
            for (int i = 0; i < layer.Inputs; i++)
                for (int o = 0; o < layer.Outputs; o++)
                    layer.Weights[i * layer.Width + o] = (float)((2 * random.NextDouble() - 1) * Math.Sqrt(6.0 / layer.Inputs));
        for (int i = 0; i < layers[^1].Weights.Length; i++)
            layers[^1].Weights[i] *= 0.25f;
    }

    private double Learn(ReadOnlySpan<(int Image, int Block)> batch, SeededRandom random)
    {
        for (int k = 0; k < batch.Length; k++)
            Load(batch[k], activations[0].AsSpan(k * samples.InputCount, samples.InputCount), options.Mirror ? random.Next(8) : 0);
        Forward(batch.Length);
        double squares = OutputGradient(batch);
        for (int l = layers.Length - 1; l >= 0; l--)
        {
            int width = l == 0 ? samples.InputCount : layers[l - 1].Width;
            var inputs = activations[l].AsSpan(0, batch.Length * width);
            var errors = outer[l].AsSpan(0, batch.Length * layers[l].Width);
            gradients[l].Collect(inputs, width, errors);
            if (l > 0)
                gradients[l].Backward(errors, inputs, width, outer[l - 1].AsSpan(0, batch.Length * width));
        }
        Step();
        return squares;
    }

    private void Load((int Image, int Block) sample, Span<float> target, int mirror)
    {
        var source = samples.FeaturesOf(sample.Image, sample.Block);
        var places = mirrors[mirror];
        for (int i = 0; i < target.Length; i++)
            target[i] = (source[places[i]] - mean) * inverseDeviation;
    }

    private void Forward(int count)
    {
        for (int l = 0; l < layers.Length; l++)
            layers[l].Apply(activations[l], l == 0 ? samples.InputCount : layers[l - 1].Width,
                activations[l + 1].AsSpan(0, count * layers[l].Width), rectify: l < layers.Length - 1);
    }

    // L = mean of (y - t)^2, dL/dy = 2 (y - t) / count
    private double OutputGradient(ReadOnlySpan<(int Image, int Block)> batch)
    {
        int width = layers[^1].Width;
        double squares = 0;
        for (int k = 0; k < batch.Length; k++)
        {
            float error = activations[^1][k * width] - Target(batch[k]) / scale;
            outer[^1][k * width] = 2 * error / batch.Length;
            squares += (double)error * error;
        }
        return squares;
    }

    private void Step()
    {
        (power1, power2) = (power1 * 0.9, power2 * 0.999);
        int stepsAnEpoch = (training.Length - 1) / options.BatchSize + 1;
        double left = 1 - (double)step++ / ((long)stepsAnEpoch * options.Epochs);
        float rate = (float)(options.LearningRate * left / (1 - power1)), correction = (float)(1 / Math.Sqrt(1 - power2));
        foreach (var gradient in gradients)
            gradient.Step(rate, correction, (float)options.WeightDecay);
    }

    private double Rmse(PatternPredictor predictor)
    {
        double squares = 0;
        foreach (var sample in heldOut)
        {
            double error = predictor.PredictBlocks(samples.FeaturesOf(sample.Image, sample.Block))[0] - Target(sample);
            squares += error * error;
        }
        return Math.Sqrt(squares / heldOut.Length);
    }

    // W' = W / deviation, b' = b - mean * sum of W'. The biases take the rounded weights, so the rounding does not add up.
    private PatternPredictor Folded()
    {
        DenseLayer[] copies = [.. layers.Select(layer => layer.Copy())];
        var first = copies[0];
        for (int i = 0; i < first.Weights.Length; i++)
            first.Weights[i] *= inverseDeviation;
        first.RoundToHalf();
        for (int o = 0; o < first.Outputs; o++)
        {
            double sum = layers[0].Bias[o];
            for (int i = 0; i < first.Inputs; i++)
                sum -= (double)mean * first.Weights[i * first.Width + o];
            first.Bias[o] = (float)sum;
        }
        foreach (var copy in copies)
            copy.RoundToHalf();
        return new PatternPredictor(samples.BlockSize, samples.Stride, scale, copies);
    }

    // The eight symmetries of a square: where each value of the turned block comes from.
    private static int[][] Mirrors(int side) => [.. Enumerable.Range(0, 8).Select(form => Enumerable.Range(0, side * side).Select(place =>
    {
        var (row, column) = (place / side, place % side);
        (row, column) = (form & 4) == 0 ? (row, column) : (column, row);
        return ((form & 2) == 0 ? row : side - 1 - row) * side + ((form & 1) == 0 ? column : side - 1 - column);
    }).ToArray())];
}
