using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;
using Workbook.Tests.Imaging;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class RecurrentTrainingTests
{
    private static readonly RecurrentSizes Few = new() { EncoderWidths = [8, 12, 16, 16], DecoderWidths = [16, 16, 16, 16], Bits = 16 };
    private static readonly RecurrentSizes Least = new() { EncoderWidths = [4, 4, 4, 4], DecoderWidths = [4, 4, 4, 4], Bits = 4 };

    private static readonly TrainingOptions Options = new()
    {
        Steps = 80,
        BatchSize = 1,
        CropSize = 48,
        Device = "cpu",
        Threads = 1,
        CheckpointEvery = 0,
        LearningRate = new LearningRate { Base = 5e-3 },
    };

    private static RgbImage[] Tile => [CrackScenes.Make(0, 1, new SceneOptions { Rows = 48, Columns = 48 }).Image];

    [Fact]
    public void One_tile_is_learned_and_each_iteration_shows_more_of_it()
    {
        using var model = new RecurrentModel(Few, 3);
        using var training = new RecurrentTraining(model, 3, RecurrentObjectives.Residual, Tile, Options, Tile);
        var curve = training.Run().Curve;
        Assert.True(curve[^1].Terms["loss"] < curve[0].Terms["loss"] / 2, $"{curve[0].Terms["loss"]} to {curve[^1].Terms["loss"]}");
        using var codec = training.ToCodec(device: "cpu");
        double At(int iterations)
        {
            codec.Iterations = iterations;
            return Psnr.Of(Tile[0], codec.Decode(codec.Encode(Tile[0])));
        }
        Assert.True(At(1) < At(2) && At(2) < At(3), $"{At(1):0.00}, {At(2):0.00}, {At(3):0.00} dB");
        Assert.Equal(At(3), training.Evaluate()["psnr"], 0.1); // of bytes, not of floats
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_to_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        var options = Options with { Steps = 6, CheckpointFolder = folder["run"] };
        string Train(TrainingOptions options, bool resume, long stopAfter)
        {
            using var model = new RecurrentModel(Least, 3);
            using var stop = new CancellationTokenSource();
            using var training = new RecurrentTraining(model, 2, RecurrentObjectives.WithRate(0.1), Tile, options);
            Assert.Equal(resume, resume && training.Trainer.Resume(out _));
            training.Run(new TrainingWatch(at =>
            {
                if (at.Step == stopAfter)
                    stop.Cancel();
            }), stop.Token);
            return TensorFile.Of(model).Fingerprint;
        }
        var whole = Train(options with { CheckpointFolder = null }, false, 6);
        Assert.NotEqual(whole, Train(options, false, 3));
        Assert.Equal(whole, Train(options, true, 6));
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var model = new RecurrentModel(Least, 3);
        var counts = new List<long>();
        using var training = new RecurrentTraining(model, 2, RecurrentObjectives.Residual, Tile, Options with { Steps = 12 });
        training.Run(new TrainingWatch(_ => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)));
        Assert.Equal(counts[2], counts[^1]);
    }

    [Fact]
    public void The_residual_is_the_mean_over_samples_and_iterations_and_a_task_may_join_it()
    {
        using var scope = NewDisposeScope();
        var (images, p) = (full([1, 3, 16, 16], 0.5), full([1, 8, 1, 1], 0.5));
        var output = new RecurrentOutput([full([1, 3, 16, 16], 0.1), full([1, 3, 16, 16], 0.7)], [p, p], [p.round(), p.round()]);
        var terms = new RecurrentTerms(images, output);
        Assert.Equal(0.3, RecurrentObjectives.Residual(terms).item<float>(), 1e-6);
        Assert.Equal(["residual"], terms.Asked.Keys);
        Assert.Equal(0.3 + 2 * 16 / 256.0, RecurrentObjectives.WithRate(2)(terms).item<float>(), 1e-6); // 16 bits of which nothing is known
        RecurrentObjective mine = t => t.Residual + 0.5 * t.Show("dark", t.Output.Images[^1].mean());
        Assert.Equal(0.3 + 0.35, mine(terms).item<float>(), 1e-6);
        Assert.Equal(["residual", "bits", "dark"], terms.Asked.Keys);
    }

    [Fact]
    public void A_recipe_is_the_same_after_a_file()
        => Assert.All(RecurrentRecipe.All.Values, recipe => Assert.Equal(recipe.ToJson(), RecurrentRecipe.FromJson(recipe.ToJson()).ToJson()));

    [Theory]
    [InlineData("""{ "lambda": 1 }""", "there is no 'lambda'; known are sizes, iterations, bits,")]
    [InlineData("""{ "sizes": { "encoderWidths": [4, 4] } }""", "expected 4 widths each")]
    [InlineData("""{ "sizes": { "decoderWidths": [4, 4, 4, 6] } }""", "multiples of 4")]
    [InlineData("""{ "iterations": 0 }""", "iterations is 0; allowed is 1 to 64")]
    [InlineData("""{ "bits": -1 }""", "Bits is -1")]
    [InlineData("""{ "training": { "batchSize": 0 } }""", "BatchSize is 0; it must be 1 or more")]
    [InlineData("[]", "expected an object")]
    public void What_a_recipe_cannot_have_is_refused_with_what_it_can(string json, string words)
    {
        var refused = Assert.Throws<ArgumentException>(() => RecurrentRecipe.FromJson(json, "my.json"));
        Assert.StartsWith("my.json: ", refused.Message);
        Assert.Contains(words, refused.Message);
    }

    [Fact]
    public void Crops_that_do_not_fit_are_refused()
    {
        using var model = new RecurrentModel(Least);
        Assert.Contains("CropSize is 24; the recurrent codec needs a multiple of 16",
            Assert.Throws<ArgumentException>(() => new RecurrentTraining(model, 2, RecurrentObjectives.Residual, Tile, Options with { CropSize = 24 })).Message);
    }
}
