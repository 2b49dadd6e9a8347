using System.Security.Cryptography;
using Workbook.Codecs;
using Workbook.Codecs.Patterns;

namespace Workbook.Tests.Codecs.Patterns;

public class PredictorTrainingTests
{
    [Fact]
    public void Gradients_equal_finite_differences()
    {
        var random = new SeededRandom(2);
        var (first, second) = (Filled(5, 3, random), Filled(3, 2, random));
        float[] inputs = [.. Enumerable.Range(0, 4 * 5).Select(_ => (float)random.NextDouble())];
        double Loss() => Forward(first, second, inputs, out _).Where((_, i) => i % second.Width < 2).Sum(y => 0.5 * y * y);
        var outputs = Forward(first, second, inputs, out var hidden);
        var (firstGradient, secondGradient) = (new LayerGradient(first), new LayerGradient(second));
        var inner = new float[4 * first.Width];
        secondGradient.Collect(hidden, first.Width, outputs);
        secondGradient.Backward(outputs, hidden, first.Width, inner);
        firstGradient.Collect(inputs, 5, inner);
        foreach (var (layer, gradient) in new[] { (first, firstGradient), (second, secondGradient) })
        {
            for (int i = 0; i < layer.Inputs; i++)
                for (int o = 0; o < layer.Outputs; o++)
                    AssertSlope(ref layer.Weights[i * layer.Width + o], gradient.Weights[i * layer.Width + o], Loss);
            for (int o = 0; o < layer.Outputs; o++)
                AssertSlope(ref layer.Bias[o], gradient.Bias[o], Loss);
        }
    }

    [Fact]
    public void A_predictor_learns_that_busy_blocks_need_points_and_gives_the_same_bytes_every_time()
    {
        var samples = Textures(60);
        var result = PredictorTraining.Train(samples);
        Assert.True(result.HeldOutRmse < 0.15 * result.MeanRmse, $"{result.HeldOutRmse} of {result.MeanRmse}");
        var hash = Convert.ToHexString(SHA256.HashData(result.Predictor.ToBytes()));
        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(PredictorTraining.Train(Textures(60)).Predictor.ToBytes())));
        // Exact on every CPU: no fused multiply-add, one order of sums.
        Assert.Equal("A9B4BA73C1CED398", hash[..16]);
    }

    [Fact]
    public void Cancelling_returns_the_best_predictor_so_far()
    {
        using var cancel = new CancellationTokenSource();
        var epochs = new List<int>();
        var result = PredictorTraining.Train(Textures(20), null, new Tell(p =>
        {
            epochs.Add(p.Epoch);
            if (p.Epoch == 3)
                cancel.Cancel();
        }), cancel.Token);
        Assert.Equal([1, 2, 3], epochs);
        Assert.True(result.Cancelled);
        Assert.InRange(result.BestEpoch, 1, 3);
        cancel.Cancel();
        Assert.Equal(0, PredictorTraining.Train(Textures(2), null, null, cancel.Token).BestEpoch);
    }

    [Fact]
    public void One_image_or_constant_samples_still_train()
    {
        var flat = new PredictorSamples(16);
        flat.Add(new GrayImage(20, 20), [0, 0, 0, 0]);
        Assert.All(PredictorTraining.Train(flat).Predictor.Predict(new GrayImage(20, 20)), value => Assert.Equal(0, value, 0.1));
    }

    [Fact]
    public void Mistakes_of_the_caller_are_named()
    {
        Assert.Throws<ArgumentException>(() => PredictorTraining.Train(new PredictorSamples(64)));
        Assert.Throws<ArgumentException>(() => new PredictorSamples(16).Add(new GrayImage(20, 20), [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictorSamples(64, 3));
        Assert.Throws<ArgumentException>(() => PredictorTraining.Train(Textures(1), new PredictorTrainingOptions { Hidden = [0] }));
        Assert.Throws<ArgumentException>(() => PredictorTraining.Train(Textures(1), new PredictorTrainingOptions { LearningRate = double.NaN }));
    }

    // Noise of a random depth in every block of 16; the deeper the noise, the more points.
    private static PredictorSamples Textures(int images)
    {
        var samples = new PredictorSamples(16);
        for (int i = 0; i < images; i++)
        {
            var random = new SeededRandom(5, (ulong)i);
            var gray = new GrayImage(32, 32);
            int depth = random.Next(6);
            foreach (ref byte pixel in gray.Pixels.AsSpan())
                pixel = (byte)(100 + random.Next(1 << depth));
            samples.Add(gray, [10 * depth, 10 * depth, 10 * depth, 10 * depth]);
        }
        return samples;
    }

    private static DenseLayer Filled(int inputs, int outputs, SeededRandom random)
    {
        var layer = new DenseLayer(inputs, outputs);
        for (int i = 0; i < inputs; i++)
            for (int o = 0; o < outputs; o++)
                layer.Weights[i * layer.Width + o] = (float)(random.NextDouble() - 0.3);
        for (int o = 0; o < outputs; o++)
            layer.Bias[o] = (float)random.NextDouble();
        return layer;
    }

    private static float[] Forward(DenseLayer first, DenseLayer second, float[] inputs, out float[] hidden)
    {
        hidden = new float[4 * first.Width];
        var outputs = new float[4 * second.Width];
        first.Apply(inputs, 5, hidden, rectify: true);
        second.Apply(hidden, first.Width, outputs, rectify: false);
        return outputs;
    }

    // Central differences with a step of 2^-7 in float32: rounding 1e-5, curvature none (the loss is quadratic between kinks).
    private static void AssertSlope(ref float place, float gradient, Func<double> loss)
    {
        const float Step = 1f / 128;
        float kept = place;
        place = kept + Step;
        double above = loss();
        place = kept - Step;
        double below = loss();
        place = kept;
        Assert.Equal(gradient, (above - below) / (2 * Step), 1e-3);
    }

    private sealed class Tell(Action<PredictorProgress> action) : IProgress<PredictorProgress>
    {
        public void Report(PredictorProgress value) => action(value);
    }
}
