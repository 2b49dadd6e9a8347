using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public class CodecTrainingTests
{
    private static readonly TrainingOptions Options = new()
    {
        Steps = 20,
        BatchSize = 2,
        CropSize = 64,
        Device = "cpu",
        Threads = 1,
        LearningRate = new LearningRate { Base = 3e-3 },
    };

    [Fact]
    public void The_loss_is_lambda_times_the_squared_error_of_levels_plus_bits_per_pixel()
    {
        using var scope = NewDisposeScope();
        var images = zeros([1, 3, 2, 2]);
        var output = new CompressionOutput(full([1, 3, 2, 2], 2 / 255.0), new Dictionary<string, Tensor> { ["y"] = tensor([0.5f, 0.25f]), ["z"] = tensor([0.5f]) });
        var terms = new RateDistortion(0.01).Terms(images, output);
        Assert.Equal(1, terms["bpp"].item<float>(), 1e-6); // 1 + 2 + 1 bits for 4 pixels
        Assert.Equal(0.01 * 4 + 1, terms["loss"].item<float>(), 1e-5);
        Assert.Equal(20 * Math.Log10(255 / 2.0), terms["psnr"].item<float>(), 1e-3);
    }

    [Fact]
    public void A_loss_of_ones_own_is_what_is_made_small()
    {
        var images = Scenes();
        using var model = new MeanScaleHyperpriorModel(new LatentSizes(4, 6), seed: 3);
        var objective = new RateDistortion(0.01) { Loss = (mse, bpp) => 3 * mse + 0 * bpp };
        using var training = new CodecTraining(model, objective, images[1..], Options with { Steps = 3 });
        var last = training.Run().Last;
        Assert.Equal(3 * last["mse"], last["loss"], 1e-6);
        Assert.True(last["bpp"] > 0);
    }

    [Fact]
    public void A_codec_learns_from_scenes_the_same_every_time()
    {
        var (first, loss) = Train();
        Assert.True(loss.Last() < loss.First() / 2);
        Assert.Equal(first, Train().Fingerprint);
    }

    [Fact]
    public void Crops_that_do_not_fit_the_model_are_refused()
    {
        using var model = new MeanScaleHyperpriorModel(new LatentSizes(4, 4));
        Assert.Contains("CropSize is 100; mbt2018-mean needs a multiple of 64",
            Assert.Throws<ArgumentException>(() => new CodecTraining(model, 0.01, [], Options with { CropSize = 100 })).Message);
    }

    private static RgbImage[] Scenes() => [.. Enumerable.Range(0, 4).Select(i => CrackScenes.Make(i, 1, new SceneOptions { Rows = 80, Columns = 70 }).Image)];

    private static (string Fingerprint, double[] Loss) Train()
    {
        var images = Scenes();
        using var model = new MeanScaleHyperpriorModel(new LatentSizes(4, 6), seed: 3);
        using var training = new CodecTraining(model, 0.01, images[1..], Options, images[..1]);
        var result = training.Run();
        Assert.InRange(training.Evaluate()["psnr"], 5, 60);
        return (TensorFile.Of(model).Fingerprint, [.. result.Curve.Select(point => point.Terms["loss"])]);
    }
}
