using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Frequency;
using Workbook.Learning.Codecs;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Codecs;

public sealed class FrequencySensitivityTests
{
    /// <summary>With one block the root mean square is the gradient's size: the loss's change when that cosine is added to the volume.</summary>
    [Fact]
    public void It_is_the_change_of_the_loss_when_a_cosine_is_added()
    {
        using var scope = NewDisposeScope();
        using var network = new Smooth();
        var (image, truth) = Case(8, 8, 8, 1);
        Tensor Loss(Tensor predicted, Tensor labels) => (predicted - labels).square().sum();
        var felt = FrequencySensitivity.Of(network, [(image, truth)], Loss);
        Assert.True(felt.Max() > 0.1);
        foreach (var (d, r, c) in new[] { (0, 0, 0), (0, 1, 2), (3, 0, 0), (5, 2, 7), (7, 7, 7) })
        {
            double At(double amount)
            {
                using var off = no_grad();
                return Loss(LabelMaps.Probabilities(network.call(image + tensor(Cosine(d, r, c, amount)).reshape(1, 1, 8, 8, 8))), truth).to(float64).item<double>();
            }
            const double step = 0.1;
            var difference = Math.Abs(At(step) - At(-step)) / (2 * step);
            Assert.Equal(difference, felt[64 * d + 8 * r + c], 0.01 * difference + 1e-3); // float32: a loss of 250 to 3e-5, over 0.2
        }
    }

    [Fact]
    public void A_network_that_sees_means_of_4_voxels_gets_fine_steps_for_low_and_coarse_ones_for_high_frequencies()
    {
        using var scope = NewDisposeScope();
        using var network = new Means();
        var table = FrequencyTable.FromSensitivity(FrequencySensitivity.Of(network, [Case(16, 24, 20, 2), Case(8, 8, 8, 3)], SegmentationLosses.Mse));
        Assert.InRange(table[0, 0, 0], 1, 1.5);
        Assert.InRange(table[0, 0, 1], 1, 8);
        Assert.True(table[0, 0, 7] > 4 * table[0, 0, 1], $"{table[0, 0, 7]} and {table[0, 0, 1]}");
        Assert.Equal(32, table[7, 7, 7]);
        Assert.True(network.training);
    }

    [Fact]
    public void Thin_volumes_and_images_fill_the_whole_table_and_twice_gives_the_same()
    {
        using var scope = NewDisposeScope();
        using var network = new Means();
        double[] Felt() => FrequencySensitivity.Of(network, [Case(4, 8, 8, 4)], SegmentationLosses.Mse);
        Assert.Equal(Felt(), Felt());
        Assert.All(Felt(), felt => Assert.True(felt >= 0));
        Assert.Equal(Felt()[64], Felt()[128]);
        using var flat = new UNet(new() { Dimensions = 2, InputChannels = 1, Classes = 1, Widths = [4, 8] }, seed: 3);
        var image = FrequencySensitivity.Of(flat, [(rand(1, 1, 16, 16), zeros(1, 1, 16, 16))], SegmentationLosses.Mse);
        Assert.Equal(image[..64], image[448..]);
    }

    [Fact]
    public void Other_shapes_and_no_cases_are_named()
    {
        using var scope = NewDisposeScope();
        using var network = new Means();
        Assert.Contains("[2, 1, 8, 8, 8]", Assert.Throws<ArgumentException>(() => FrequencySensitivity.Of(network, [(zeros([2, 1, 8, 8, 8]), zeros([2, 1, 8, 8, 8]))], SegmentationLosses.Mse)).Message);
        Assert.Contains("no labelled volume", Assert.Throws<ArgumentException>(() => FrequencySensitivity.Of(network, [], SegmentationLosses.Mse)).Message);
    }

    private static (Tensor Image, Tensor Truth) Case(int depth, int rows, int columns, ulong seed)
    {
        var random = new SeededRandom(seed);
        float[] Noise() => [.. Enumerable.Range(0, depth * rows * columns).Select(_ => random.Next(1000) / 999f)];
        var (image, truth) = (tensor(Noise()).reshape(1, 1, depth, rows, columns), tensor(Noise()).reshape(1, 1, depth, rows, columns).round());
        return (image, cat([1 - truth, truth], 1));
    }

    private static float[] Cosine(int d, int r, int c, double amount)
    {
        var matrix = CosineTransform.Matrix(8);
        return [.. Enumerable.Range(0, 512).Select(at => (float)(amount * matrix[d * 8 + at / 64] * matrix[r * 8 + at / 8 % 8] * matrix[c * 8 + at % 8]))];
    }

    /// <summary>Two convolutions without a kink between them.</summary>
    private sealed class Smooth : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> layers = nn.Sequential(nn.Conv3d(1, 4, 3, padding: 1L), nn.Tanh(), nn.Conv3d(4, 2, 3, padding: 1L));

        internal Smooth() : base(nameof(Smooth))
        {
            RegisterComponents();
            SeededWeights.Draw(this, 3);
        }

        public override Tensor forward(Tensor image) => layers.call(image);
    }

    /// <summary>Logits are means of 4 x 4 x 4 voxels, and their opposite.</summary>
    private sealed class Means() : nn.Module<Tensor, Tensor>(nameof(Means))
    {
        public override Tensor forward(Tensor image)
        {
            using var scope = NewDisposeScope();
            var means = nn.functional.interpolate(nn.functional.avg_pool3d(image, [4, 4, 4]), scale_factor: [4, 4, 4], mode: InterpolationMode.Nearest);
            return cat([means, -means], 1).MoveToOuterDisposeScope();
        }
    }
}
