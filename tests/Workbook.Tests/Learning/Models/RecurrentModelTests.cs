using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Models;

public sealed class RecurrentModelTests : IDisposable
{
    internal static readonly RecurrentSizes Tiny = new() { EncoderWidths = [4, 5, 6, 7], DecoderWidths = [8, 8, 8, 8], Bits = 3 };
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Each_iteration_gives_a_picture_and_bits_for_16_x_16_pixels()
    {
        using var model = new RecurrentModel(Tiny);
        var output = model.call(Image(2, 32, 48), 3, StochasticBinarizer.Round);
        Assert.Equal(Enumerable.Repeat<long[]>([2, 3, 32, 48], 3), output.Images.Select(image => image.shape));
        Assert.Equal(Enumerable.Repeat<long[]>([2, 3, 2, 3], 3), output.Probabilities.Select(p => p.shape));
        Assert.Equal([2, 3, 3, 2, 3], model.Encode(Image(2, 32, 48), 3).shape);
    }

    [Fact]
    public void Parameters_are_counted_before_they_are_made()
    {
        foreach (var sizes in new[] { Tiny, RecurrentSizes.Small })
        {
            using var model = new RecurrentModel(sizes);
            Assert.Equal(sizes.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
        }
        Assert.Equal(402_859, RecurrentSizes.Small.ParameterCount);
        Assert.Equal(35_468_163, RecurrentSizes.Published.ParameterCount);
    }

    /// <summary>Without weights, gates are what their biases say: c_1 = w v, c_2 = k c_1 + w v, h = s tanh(c).</summary>
    [Fact]
    public void A_cell_keeps_writes_and_shows_as_its_gates_say()
    {
        using var cell = new ConvLstm(1, 1, memoryKernel: 1);
        using (no_grad())
        {
            foreach (var parameter in cell.parameters())
                parameter.zero_();
            cell.get_parameter("input.bias")!.copy_(tensor(new[] { 0.3f, -0.7f, 1.1f, 0.9f }));
        }
        var first = cell.call(zeros(1, 1, 1, 1), null);
        var second = cell.call(zeros(1, 1, 1, 1), first);
        double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        var c = Sigmoid(0.3) * Math.Tanh(0.9);
        Assert.Equal(c, first.Cell.item<float>(), 1e-6);
        Assert.Equal(Sigmoid(1.1) * Math.Tanh(c), first.Hidden.item<float>(), 1e-6);
        Assert.Equal(Sigmoid(-0.7) * c + c, second.Cell.item<float>(), 1e-6);
    }

    [Fact]
    public void Gradients_go_back_through_iterations_as_finite_differences_say()
    {
        using var cell = new ConvLstm(1, 2, memoryKernel: 3, stride: 2);
        SeededWeights.Draw(cell, 3);
        cell.to(float64);
        var x = Image(1, 4, 4).narrow(1, 0, 1).to(float64).clone();
        FiniteDifferences.Check(() =>
        {
            using var memory = new LstmMemory(1);
            memory.Step(0, cell, x);
            return memory.Step(0, cell, x * 2).clone();
        }, [x, .. cell.parameters()]);
    }

    [Fact]
    public void Every_parameter_learns_from_a_picture_of_the_second_iteration()
    {
        using var model = new RecurrentModel(Tiny);
        model.call(Image(1, 32, 32), 2, p => StochasticBinarizer.Draw(p, new StepRandom(1), 0)).Images[1].square().sum().backward();
        Assert.Equal([], model.named_parameters().Where(named => !(named.parameter.grad?.abs().sum().item<float>() > 0)).Select(named => named.name));
    }

    [Fact]
    public void The_decoder_alone_shows_what_the_encoder_saw()
    {
        using var model = new RecurrentModel(Tiny);
        var image = Image(1, 32, 48);
        using var frozen = no_grad();
        var seen = model.call(image, 3, StochasticBinarizer.Round).Images;
        var bits = model.Encode(image, 3);
        for (var k = 1; k <= 3; k++)
        {
            Assert.Equal(0, (model.Decode(bits.narrow(2, 0, k)) - seen[k - 1]).abs().max().item<float>(), 1e-6);
            Assert.True(bits.narrow(2, 0, k).equal(model.Encode(image, k)).all().item<bool>()); // more iterations only add
        }
    }

    [Fact]
    public void Nothing_stays_in_memory_but_the_result()
    {
        using var model = new RecurrentModel(Tiny);
        var (image, bits) = (Image(1, 16, 16), zeros([1, 3, 2, 1, 1]));
        long Left(Action use)
        {
            use();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            use();
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        }
        Assert.Equal(0, Left(() => model.Encode(image, 3).Dispose()));
        Assert.Equal(0, Left(() => model.Decode(bits).Dispose()));
    }

    [Fact]
    public void Wrong_shapes_and_sizes_are_said()
    {
        using var model = new RecurrentModel(Tiny);
        Assert.Contains("[1, 3, 16, 20], for 1 iterations; expected [N, 3, H, W]", Assert.Throws<ArgumentException>(() => model.Encode(zeros(1, 3, 16, 20), 1)).Message);
        Assert.Throws<ArgumentException>(() => model.Encode(zeros(1, 3, 16, 16), 0));
        Assert.Contains("DecoderWidths [8, 8, 6, 8]", Assert.Throws<ArgumentException>(() => new RecurrentModel(Tiny with { DecoderWidths = [8, 8, 6, 8] })).Message);
        Assert.Throws<ArgumentException>(() => new RecurrentModel(Tiny with { EncoderWidths = [8, 8, 8] }));
        Assert.Throws<ArgumentException>(() => new RecurrentModel(Tiny with { Bits = 0 }));
    }

    private static Tensor Image(int count, int rows, int columns) => new StepRandom(1).Uniform([count, 3, rows, columns], 0, 0, "image");
}
