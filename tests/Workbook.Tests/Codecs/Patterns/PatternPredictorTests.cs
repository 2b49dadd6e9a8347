using Workbook.Codecs;
using Workbook.Codecs.Patterns;

namespace Workbook.Tests.Codecs.Patterns;

public class PatternPredictorTests
{
    [Fact]
    public void A_network_of_two_layers_gives_the_value_computed_by_hand()
    {
        // 4 inputs, 2 hidden units, 1 output. h0 = relu(x0 + 2 x3 + 0.5), h1 = relu(-x0 - 1) = 0, y = 3 h0 + 5 h1 + 0.25, times 10.
        var hidden = new DenseLayer(4, 2);
        (hidden.Weights[0], hidden.Weights[3 * hidden.Width], hidden.Weights[1], hidden.Bias[0], hidden.Bias[1]) = (1, 2, -1, 0.5f, -1);
        var output = new DenseLayer(2, 1);
        (output.Weights[0], output.Weights[output.Width], output.Bias[0]) = (3, 5, 0.25f);
        var predictor = new PatternPredictor(4, 2, 10, [hidden, output]);
        Assert.Equal([10 * (3 * (1 + 2 * 4 + 0.5f) + 0.25f), 10 * (3 * 0.5f + 0.25f)], predictor.PredictBlocks([1, 2, 3, 4, 0, 0, 0, 0]));
        Assert.Equal(4 * 2 + 2 + 2 + 1, predictor.ParameterCount);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 5 })]
    [InlineData(new[] { 40, 17 })]
    public void Every_lane_equals_plain_sums_in_the_same_order(int[] hidden)
    {
        var predictor = Random(8, 2, hidden);
        var random = new SeededRandom(3);
        float[] features = [.. Enumerable.Range(0, 16 * 7).Select(_ => (float)random.NextDouble() * 6)];
        var actual = predictor.PredictBlocks(features);
        for (int k = 0; k < 7; k++)
            Assert.Equal(Plain(predictor, features.AsSpan(16 * k, 16).ToArray()), actual[k]);
    }

    [Fact]
    public void Bytes_bring_the_same_predictor_back()
    {
        var predictor = Random(64, 4, [64, 32]);
        var bytes = predictor.ToBytes();
        Assert.Equal(8 + 4 + 2 * predictor.ParameterCount, bytes.Length);
        var back = PatternPredictor.FromBytes(bytes);
        Assert.Equal(bytes, back.ToBytes());
        var gray = new GrayImage(100, 130);
        new Random(1).NextBytes(gray.Pixels);
        Assert.Equal(6, back.Predict(gray).Length);
        Assert.Equal(predictor.Predict(gray), back.Predict(gray));
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_give_finite_predictions()
    {
        var good = Random(8, 4, [5, 3]).ToBytes();
        int refused = Damage.Survive(good, bytes => Assert.All(PatternPredictor.FromBytes(bytes).Predict(new GrayImage(9, 9)), value => Assert.True(float.IsFinite(value))));
        Assert.True(refused > 40);
    }

    private static PatternPredictor Random(int blockSize, int stride, int[] hidden)
    {
        var random = new SeededRandom(11);
        int[] sizes = [blockSize / stride * (blockSize / stride), .. hidden, 1];
        var layers = sizes.Zip(sizes.Skip(1), (inputs, outputs) => new DenseLayer(inputs, outputs)).ToArray();
        foreach (var layer in layers)
            for (int i = 0; i <= layer.Inputs; i++)
                for (int o = 0; o < layer.Outputs; o++)
                    (i < layer.Inputs ? layer.Weights : layer.Bias)[i % layer.Inputs * layer.Width + o] = (float)(Half)(random.NextDouble() - 0.4);
        return new PatternPredictor(blockSize, stride, 64, layers);
    }

    private static float Plain(PatternPredictor predictor, float[] values)
    {
        foreach (var layer in predictor.Layers)
        {
            var next = new float[layer.Outputs];
            for (int o = 0; o < next.Length; o++)
            {
                next[o] = layer.Bias[o];
                for (int i = 0; i < layer.Inputs; i++)
                {
                    float product = values[i] * layer.Weights[i * layer.Width + o];
                    next[o] += product;
                }
                if (layer != predictor.Layers[^1])
                    next[o] = Math.Max(next[o], 0);
            }
            values = next;
        }
        return values[0] * predictor.Scale;
    }
}
