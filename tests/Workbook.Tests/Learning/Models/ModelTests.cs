using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Models;

public class ModelTests
{
    private static readonly LatentSizes Tiny = new(6, 8);
    private readonly StepRandom _random = new(11);

    /// <summary>CompressAI's counts of the same sizes less its three quantiles a channel, which are no parameters here.</summary>
    [Theory]
    [InlineData("factorized low", 2_998_147 - 3 * 192)]
    [InlineData("factorized high", 7_030_531 - 3 * 320)]
    [InlineData("hyperprior low", 5_075_843 - 3 * 128)]
    [InlineData("hyperprior high", 11_816_323 - 3 * 192)]
    [InlineData("mean low", 7_028_003 - 3 * 128)]
    [InlineData("mean high", 17_561_699 - 3 * 192)]
    [InlineData("anchor low", 11_833_149 - 3 * 128)]
    [InlineData("anchor high", 26_598_956 - 3 * 192)]
    [InlineData("attention low", 13_183_293 - 3 * 128)]
    public void Parameter_counts_are_those_published(string name, long count)
    {
        using CompressionModel model = name switch
        {
            "factorized low" => new FactorizedPriorModel(LatentSizes.Low),
            "factorized high" => new FactorizedPriorModel(LatentSizes.High),
            "hyperprior low" => new ScaleHyperpriorModel(LatentSizes.Low),
            "hyperprior high" => new ScaleHyperpriorModel(LatentSizes.High),
            "mean low" => new MeanScaleHyperpriorModel(LatentSizes.Low),
            "mean high" => new MeanScaleHyperpriorModel(LatentSizes.High),
            "anchor low" => new Cheng2020Model(Cheng2020Sizes.Low),
            "anchor high" => new Cheng2020Model(Cheng2020Sizes.High),
            _ => new Cheng2020Model(new Cheng2020Sizes(128, Attention: true)),
        };
        Assert.Equal(count, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData("factorized", "entropy_bottleneck.matrices.0 entropy_bottleneck.biases.4 entropy_bottleneck.factors.3 g_a.0.weight g_a.1.beta g_s.5.gamma")]
    [InlineData("hyperprior", "h_a.4.bias h_s.4.weight")]
    [InlineData("mean", "h_a.2.weight h_s.2.weight")]
    [InlineData("anchor", "g_a.0.gdn.gamma g_a.2.skip.weight g_s.1.subpel_conv.0.weight g_s.3.igdn.beta g_s.7.0.bias h_s.2.0.weight context_prediction.weight entropy_parameters.4.bias")]
    [InlineData("attention", "g_a.3.conv_a.0.conv.0.weight g_s.0.conv_b.3.bias")]
    public void Names_of_parameters_stay(string name, string expected)
    {
        using var model = Small(name);
        Assert.Empty(expected.Split(' ').Except(model.state_dict().Keys));
        Assert.Equal(model.named_parameters().Select(p => p.name).Order(), model.state_dict().Keys.Order()); // no buffers in files
    }

    [Theory]
    [InlineData("factorized")]
    [InlineData("hyperprior")]
    [InlineData("mean")]
    [InlineData("anchor")]
    [InlineData("attention")]
    public void One_step_lowers_the_loss_on_four_images_and_leaves_no_tensor_behind(string name)
    {
        using var model = Small(name);
        using var images = _random.Uniform([4, 3, 64, 64], 0, 0, "images");
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var losses = new List<double>();
        var alive = new List<long>();
        for (var step = 0; step < 21; step++)
        {
            losses.Add(Step(model, images, optimizer));
            alive.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
        Assert.True(losses[1] < losses[0], $"{losses[0]} -> {losses[1]}");
        Assert.Equal(alive[2], alive[20]);
    }

    [Fact]
    public void A_seed_gives_its_weights_and_another_one_others()
    {
        using var scope = NewDisposeScope();
        Tensor Weights(ulong seed) => new MeanScaleHyperpriorModel(Tiny, seed).get_parameter("h_s.4.weight")!;
        Assert.True(Weights(1).equal(Weights(1)).all().item<bool>());
        Assert.True(Weights(1).ne(Weights(2)).any().item<bool>());
        Assert.InRange(Weights(1).abs().max().item<float>(), 0.05f, 1 / Math.Sqrt(12 * 9));
    }

    [Fact]
    public void Rounding_gives_integers_around_the_median_and_noise_gives_what_it_is_given()
    {
        using var scope = NewDisposeScope();
        var y = tensor(new[] { 0.4f, 0.6f, -1.2f });
        Assert.Equal([0f, 1, -1], RoundingQuantizer.Instance.Quantize(y, null, "y").data<float>());
        var around = RoundingQuantizer.Instance.Quantize(y, () => tensor(0.25f), "y").data<float>().ToArray();
        Assert.All(around.Zip([0.25f, 0.25f, -0.75f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        var noisy = new NoiseQuantizer((_, shape) => full(shape, 0.75f)).Quantize(y, null, "y").data<float>().ToArray();
        Assert.All(noisy.Zip([0.65f, 0.85f, -0.95f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void An_architecture_makes_its_model_and_knows_about_how_large_it_is()
    {
        foreach (var name in ModelArchitecture.Names)
            foreach (var (n, m) in new[] { (3, 1), (3, 3), (5, 40), (40, 5), (24, 24) }.Where(sizes => sizes.Item1 == sizes.Item2 || !name.StartsWith("cheng", StringComparison.Ordinal)))
            {
                var architecture = new ModelArchitecture(name, n, m);
                using var model = architecture.Create();
                Assert.Equal(architecture, ModelArchitecture.Of(model));
                Assert.Equal(architecture.BottleneckChannels, model.Bottleneck.Channels);
                Assert.Equal(architecture.HasHyperprior, model is HyperpriorModel);
                Assert.InRange(model.parameters().Sum(p => 4 * p.numel()), architecture.LeastWeightBytes, 10 * architecture.LeastWeightBytes + 10_000);
            }
        Assert.StartsWith("there is no model 'mbt'; there are bmshj2018-factorized, ", Assert.Throws<ArgumentException>(() => new ModelArchitecture("mbt", 1, 1).Create()).Message);
        Assert.StartsWith("N is 3 and M 4", Assert.Throws<ArgumentException>(() => new ModelArchitecture("cheng2020-attn", 3, 4).Create()).Message);
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Small("mean");
        Assert.StartsWith("the images are [1, 3, 64, 80]; expected [N, 3, H, W] with H and W multiples of 64",
            Assert.Throws<ArgumentException>(() => model.call(zeros(1, 3, 64, 80), RoundingQuantizer.Instance)).Message);
    }

    private double Step(CompressionModel model, Tensor images, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var output = model.call(images, new NoiseQuantizer(_random, 0, 0));
        Assert.Equal(images.shape, output.Images.shape);
        var loss = (output.Images - images).square().mean() * 100 + output.BitsPerPixel();
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    private static CompressionModel Small(string name) => name switch
    {
        "factorized" => new FactorizedPriorModel(Tiny),
        "hyperprior" => new ScaleHyperpriorModel(Tiny),
        "mean" => new MeanScaleHyperpriorModel(Tiny),
        _ => new Cheng2020Model(new Cheng2020Sizes(6, Attention: name == "attention")),
    };
}
