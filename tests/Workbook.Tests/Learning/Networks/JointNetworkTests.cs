using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Networks;

public sealed class JointNetworkTests
{
    private static readonly CompressionSizes Flat = new() { Widths = [4, 6], CodeChannels = 3 }, Deep = Flat with { Dimensions = 3, InputChannels = 1 };
    private static readonly SegmentorSizes Few = new() { Widths = [4, 6] };

    [Fact]
    public void Images_and_volumes_keep_their_size_and_codes_are_a_stride_smaller()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Assert.Equal([2, 3, 4, 6], new CompressionNet(Flat).call(zeros(2, 3, 16, 24)).shape);
        Assert.Equal([2, 1, 16, 24], new FeatureReconstruction(Flat).call(zeros(2, 3, 4, 6)).shape);
        Assert.Equal([2, 3, 16, 24], new FeatureReconstruction(Flat with { FeatureChannels = 3 }).call(zeros(2, 3, 4, 6)).shape);
        Assert.Equal([1, 3, 2, 4, 6], new CompressionNet(Deep).call(zeros([1, 1, 8, 16, 24])).shape);
        Assert.Equal([1, 1, 8, 16, 24], new FeatureReconstruction(Deep).call(zeros([1, 3, 2, 4, 6])).shape);
        Assert.Equal([2, 1, 16, 24], new Segmentor(Few).call(zeros(2, 1, 16, 24)).shape);
        Assert.Equal([1, 3, 8, 16, 24], new UNet(Few with { Dimensions = 3, Classes = 3 }).call(zeros([1, 1, 8, 16, 24])).shape);
        var features = new Discriminator(new() { Widths = [4, 6], Classes = 2 }).call(zeros(2, 2, 16, 24));
        Assert.Equal([[2L, 4, 8, 12], [2, 6, 4, 6]], features.Select(feature => feature.shape));
    }

    [Fact]
    public void Every_parameter_of_every_network_learns()
    {
        using var scope = NewDisposeScope();
        var image = new StepRandom(1).Uniform([2, 3, 16, 16], 0, 0, "image");
        var networks = new JointNetworks(new CompressionNet(Flat), new FeatureReconstruction(Flat), new Segmentor(Few));
        var output = networks.Run(image, p => p);
        output.Predicted.square().sum().backward();
        Assert.Equal([], networks.named_parameters().Where(named => !(named.parameter.grad?.abs().sum().item<float>() > 0)).Select(named => named.name));
        Assert.Equal(["C", "S", "g"], networks.named_parameters().Select(named => named.name.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_paper_s_budget_is_kept()
    {
        using var network = new CompressionNet(CompressionSizes.Paper);
        var cost = ComputeCost.Of(network, [1, 3, 512, 512]);
        Assert.InRange(cost.Parameters, 1_250_000, 1_350_000);
        Assert.InRange(cost.Operations, 7.9e9, 8.3e9);
    }

    [Fact]
    public void Operations_are_two_for_each_weight_and_place()
    {
        using var one = nn.Sequential(nn.Conv2d(3, 5, 3, stride: 2, padding: 1), nn.ReLU(), nn.Conv2d(5, 2, 1));
        Assert.Equal(2 * (3 * 5 * 9 + 5 * 2) * 8 * 8, ComputeCost.Of(one, [1, 3, 16, 16]).Operations);
    }

    [Fact]
    public void Wrong_shapes_are_said_in_a_sentence()
    {
        using var c = new CompressionNet(Flat);
        Assert.Equal("the compression network C was given [1, 3, 15, 16]; it needs [N, 3, H, W] with sides that are multiples of 4",
            Assert.Throws<ArgumentException>(() => c.call(zeros(1, 3, 15, 16))).Message);
        Assert.Contains("multiples of 4", Assert.Throws<ArgumentException>(() => new Segmentor(Few).call(zeros(1, 1, 6, 8))).Message);
        Assert.Throws<ArgumentException>(() => new CompressionNet(Flat with { Dimensions = 4 }));
        Assert.Contains("belong together", Assert.Throws<ArgumentException>(() => new JointNetworks(c, null, new Segmentor(Few))).Message);
    }

    [Fact]
    public void Labels_go_to_maps_and_back()
    {
        using var scope = NewDisposeScope();
        var labels = tensor(new long[] { 0, 2, 1, 1 }, 1, 2, 2);
        var maps = LabelMaps.OneHot(labels, 3);
        Assert.Equal([1, 3, 2, 2], maps.shape);
        Assert.Equal([1f, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0], maps.data<float>().ToArray());
        Assert.Equal([0L, 2, 1, 1], LabelMaps.Labels(maps).data<long>().ToArray());
        Assert.Equal([0L, 1], LabelMaps.Labels(tensor(new[] { 0.4f, 0.5f }, 1, 1, 1, 2)).data<long>().ToArray());
        Assert.Contains("labels go from 0 to 2", Assert.Throws<ArgumentException>(() => LabelMaps.OneHot(labels, 1)).Message);
    }
}
