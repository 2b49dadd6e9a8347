using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using Workbook.Tests.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Networks;

public sealed class ErfNetTests : IDisposable
{
    private static readonly ErfNetSizes Tiny = new() { Widths = [4, 6, 8], Blocks = 1, Dilations = [2], DecoderBlocks = 1, EarlyDropout = 0.5, LateDropout = 0.5 };
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <remarks>Layer by layer from Table I of Romera et al.: kernels with their biases, and two numbers a channel for each normalisation.</remarks>
    [Fact]
    public void The_published_table_has_2_064_256_parameters_for_20_classes()
    {
        static int Down(int from, int to) => (to - from) * from * 9 + (to - from) + 2 * to;
        static int Block(int c) => 4 * (c * c * 3 + c) + 2 * 2 * c;
        static int Up(int from, int to) => from * to * 9 + to + 2 * to;
        var table = Down(3, 16) + Down(16, 64) + 5 * Block(64) + Down(64, 128) + 8 * Block(128)
            + Up(128, 64) + 2 * Block(64) + Up(64, 16) + 2 * Block(16) + (16 * 20 * 2 * 2 + 20);
        Assert.Equal(2_064_256, table);
        using var network = new ErfNet(ErfNetSizes.Paper with { Classes = 20 });
        Assert.Equal(table, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal([1, 1, 1, 1, 1, 2, 4, 8, 16, 2, 4, 8, 16, 1, 1, 1, 1],
            network.named_modules().Where(named => named.name.EndsWith(".layers.5", StringComparison.Ordinal)).Select(named => (int)((Conv2d)named.module).dilation![0]));
    }

    [Fact]
    public void Label_maps_have_the_size_of_the_image_and_other_sides_are_refused_in_a_sentence()
    {
        using var network = new ErfNet(Tiny with { Classes = 5 });
        Assert.Equal([2, 5, 16, 24], network.call(zeros(2, 3, 16, 24)).shape);
        Assert.Equal("ERFNet was given [1, 3, 20, 24]; it needs [N, 3, H, W] with H and W multiples of 8", Assert.Throws<ArgumentException>(() => network.call(zeros(1, 3, 20, 24))).Message);
    }

    [Theory]
    [InlineData(3, 8, 16, 0)]
    [InlineData(8, 8, 16, 0)]
    [InlineData(8, 16, 4096, 0)]
    [InlineData(8, 16, 32, 1)]
    public void Sizes_that_make_no_network_are_refused(int half, int quarter, int eighth, double dropout)
        => Assert.Throws<ArgumentException>(() => new ErfNet(new() { Widths = [half, quarter, eighth], LateDropout = dropout }));

    [Fact]
    public void A_step_lowers_the_loss_on_four_images_and_every_parameter_learns()
    {
        using var network = new ErfNet(Tiny, seed: 3);
        using var adam = new AdamOptimizer(network);
        var pairs = Enumerable.Range(0, 2).Select(step => new Squares().Batch(new StepRandom(1), step)).ToArray();
        var (images, truth) = (cat([.. pairs.Select(pair => pair.Images)]).expand(-1, 3, -1, -1), cat([.. pairs.Select(pair => pair.Truth)])); // [4, 3, 16, 16]
        Tensor Loss() => SegmentationLosses.CrossEntropy(LabelMaps.Probabilities(network.call(images)), truth);
        var before = Loss();
        before.backward();
        Assert.Equal([], network.named_parameters().Where(named => named.parameter.grad is null).Select(named => named.name));
        adam.Step(1e-3);
        Assert.True(Loss().item<float>() < before.item<float>());
    }

    [Fact]
    public void Normalisation_begins_as_none_and_learns_means_and_variances_of_its_batches()
    {
        var norm = Layers.BatchNorm(1);
        var x = tensor(new[] { 1f, 2, 3, 6 }, 1, 1, 2, 2); // mean 3, variance 14 / 3 of a sample
        norm.eval();
        Assert.Equal(6 / Math.Sqrt(1 + 1e-3), norm.call(x).max().item<float>(), 1e-5);
        norm.train();
        Assert.Equal(3 / Math.Sqrt(14 / 4.0 + 1e-3), norm.call(x).max().item<float>(), 1e-5);
        Assert.Equal((0.3f, 1), (norm.running_mean!.item<float>(), norm.num_batches_tracked!.item<long>()));
        Assert.Equal(0.9 + 0.1 * 14 / 3, norm.running_var!.item<float>(), 1e-6);
    }

    [Fact]
    public void What_is_dropped_depends_on_the_step_and_only_training_drops()
    {
        using var network = new ErfNet(Tiny, seed: 3);
        using var frozen = no_grad();
        var image = new StepRandom(1).Uniform([1, 3, 16, 16], 0, 0, "image");
        float[] Seen(long step)
        {
            network.Drop(new StepRandom(7), step);
            return network.call(image).data<float>().ToArray();
        }
        Assert.Equal(Seen(3), Seen(3));
        Assert.NotEqual(Seen(3), Seen(4));
        network.eval();
        Assert.Equal(Seen(3), Seen(4));
    }

    [Fact]
    public void Dropped_maps_are_gone_whole_and_the_mean_stays()
    {
        var dropout = new ChannelDropout(0.25, "here") { At = (new StepRandom(5), 2) };
        var maps = dropout.Apply(ones(50, 40, 2, 2)).flatten(2); // [50, 40, 4]
        Assert.Equal(maps.amin([2]).data<float>().ToArray(), maps.amax([2]).data<float>().ToArray());
        Assert.Equal([0, (float)(1 / 0.75)], maps.data<float>().ToArray().Distinct().Order());
        Assert.Equal(1, maps.mean().item<float>(), 0.05); // 2,000 draws: a deviation of 0.013
    }
}
