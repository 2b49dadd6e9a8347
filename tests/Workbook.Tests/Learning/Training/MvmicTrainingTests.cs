using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using Workbook.Learning.Storage;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class MvmicTrainingTests : IDisposable
{
    private static readonly MvmicRecipe Tiny = new()
    {
        Lambda1 = 0.01,
        Lambda2 = 5,
        Teacher = new() { Share = 1, Rate = 3e-3 },
        Reader = new() { Share = 1, Rate = 3e-3 },
        Both = new() { Share = 1, Rate = 3e-3 },
        Training = new() { Steps = 2, BatchSize = 2, CropSize = 64, Device = "cpu", Threads = 1, LearningRate = new() { Base = 3e-3 } },
    };

    private static readonly StageShare LeftOut = new() { Share = 0 };
    private readonly SegmentationTask polyps = SegmentationTask.Of(SegmentationDomain.Polyps(4, 72));

    public void Dispose() => polyps.Dispose();

    [Fact]
    public void Each_stage_moves_its_networks_and_leaves_the_others_bit_by_bit()
    {
        using var parts = new Parts(polyps, Tiny);
        var (codec, network, moved) = (parts.Codec, parts.Network, new List<string>());
        var results = parts.Training.Run(done: stage =>
        {
            var (nextCodec, nextNetwork) = (parts.Codec, parts.Network);
            moved.Add($"{stage}: {(nextCodec == codec ? "" : "codec ")}{(nextNetwork == network ? "" : "network")}".Trim());
            (codec, network) = (nextCodec, nextNetwork);
        });
        Assert.Equal(["Teacher: network", "Codec: codec", "Reader: network", "Both: codec network"], moved);
        Assert.Equal(["task", "loss bpp mse psnr task", "task", "loss bpp mse psnr task"], results.Select(result => string.Join(' ', result.Last.Keys)));
        var last = results[^1].Last;
        Assert.Equal(last["bpp"] + 0.01 * 255 * 255 * last["mse"] + 5 * last["task"], last["loss"], 1e-3 * last["loss"]);
    }

    /// <remarks>The codec's parameters after one step with T differ from those without, and the teacher's weights, statistics and mode are those before.</remarks>
    [Fact]
    public void In_stage_1_the_task_s_gradient_reaches_the_codec_through_a_teacher_that_holds_still()
    {
        var stage1 = Tiny with { Teacher = LeftOut, Reader = LeftOut, Both = LeftOut, Training = Tiny.Training with { Steps = 1 } };
        using var with = new Parts(polyps, stage1);
        using var without = new Parts(polyps, stage1 with { Lambda2 = 0 });
        var teacher = with.Network;
        Assert.Contains("num_batches_tracked", string.Join(' ', with.Net.state_dict().Keys));
        with.Training.Run();
        without.Training.Run();
        Assert.Equal(teacher, with.Network);
        Assert.False(with.Net.training);
        Assert.All(with.Net.parameters(), parameter => Assert.True(parameter.grad is null && parameter.requires_grad));
        Assert.NotEqual(without.Codec, with.Codec);
    }

    [Fact]
    public void The_task_s_gradient_for_the_image_is_that_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var network = new ErfNet(new() { Widths = [4, 6, 8], Blocks = 0, Dilations = [2], DecoderBlocks = 0 }, 3);
        network.to(float64);
        network.eval();
        using var still = new Frozen(network);
        var random = new StepRandom(4);
        var (x, truth) = (random.Uniform([1, 3, 8, 8], 0, 0, "x").to(float64), random.Uniform([1, 1, 8, 8], 0, 0, "y").ge(0.5).to(float64));
        FiniteDifferences.Check(() => SegmentationLosses.CrossEntropy(network.call(x).sigmoid(), truth) + SegmentationLosses.Dice(network.call(x).sigmoid(), truth), x);
    }

    [Fact]
    public void With_lambda2_0_stage_1_is_the_plain_codec_s_training()
    {
        using var parts = new Parts(polyps, Tiny with { Lambda2 = 0, Teacher = LeftOut, Reader = LeftOut, Both = LeftOut });
        parts.Training.Run();
        Assert.Equal(Plain(Tiny.Training, times: 1), parts.Codec);
    }

    [Fact]
    public void With_lambda2_0_stage_2b_trains_the_network_for_the_codec_but_not_the_codec_for_the_network()
    {
        var both = Tiny with { Lambda2 = 0, Teacher = LeftOut, Reader = LeftOut };
        using var parts = new Parts(polyps, both);
        var network = parts.Network;
        parts.Training.Run();
        Assert.NotEqual(network, parts.Network);
        Assert.Equal(Plain(both.Training, times: 2), parts.Codec);
    }

    [Fact]
    public void The_reader_learns_from_rounded_latents_and_pixels_of_8_bits()
    {
        using var scope = NewDisposeScope();
        using var codec = Parts.MakeCodec();
        var images = new StepRandom(1).Uniform([1, 3, 64, 64], 0, 0, "image");
        var restored = RestoredImages.By(codec, images);
        var expected = codec.call(images, RoundingQuantizer.Instance).Images.detach();
        Assert.Equal(ImageTensor.ToImage(expected, 64, 64).Pixels, ImageTensor.ToImage(restored, 64, 64).Pixels);
        Assert.Equal(0, (restored * 255 - (restored * 255).round()).abs().max().item<float>(), 1e-4);
        Assert.False(restored.requires_grad);
        Assert.Equal([0f, 1, 0, 128 / 255f], RestoredImages.EightBits(tensor(new[] { -0.3f, 1.2f, 0.4f / 255, 127.6f / 255 })).data<float>().ToArray());
    }

    [Fact]
    public void A_network_is_trained_on_what_a_function_restores()
    {
        using var parts = new Parts(polyps, Tiny);
        var seen = new List<float>();
        using var training = new TaskTraining(parts.Vision, Tiny.Training, images =>
        {
            seen.Add(images.shape[0]);
            return images.zero_();
        });
        training.Run();
        Assert.Equal([2f, 2], seen);
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_as_if_it_had_not_been_and_passes_over_what_is_done()
    {
        using var folder = new Imaging.TemporaryFolder();
        using var whole = new Parts(polyps, Tiny);
        whole.Training.Run();
        var kept = Tiny with { Training = Tiny.Training with { CheckpointFolder = folder["run"] } };
        using (var first = new Parts(polyps, kept))
        {
            using var stop = new CancellationTokenSource();
            var results = first.Training.Run(progress: new TrainingWatch(at => { Assert.Equal(8, at.Steps); if (at.Step == 7) stop.Cancel(); }), cancel: stop.Token);
            Assert.Equal(TrainingOutcome.Cancelled, results[^1].Outcome);
            Assert.Equal([2, 2, 2, 1], results.Select(result => result.Steps));
        }
        using var again = new Parts(polyps, kept);
        var after = new List<(MvmicStage, string)>();
        again.Training.Run(resume: true, done: stage => after.Add((stage, again.Network)));
        Assert.Equal((whole.Codec, whole.Network), (again.Codec, again.Network));
        Assert.Equal(Enum.GetValues<MvmicStage>(), after.Select(one => one.Item1));
        Assert.Equal(3, after.Select(one => one.Item2).Distinct().Count()); // the teacher is still the teacher after stage 1
        using var other = new Parts(polyps, kept with { Lambda2 = 1 });
        Assert.Contains("the checkpoint is of", Assert.Throws<ArgumentException>(() => other.Training.Run(resume: true)).Message);
    }

    /// <remarks>The gradient of a square root at 0 is infinite, and 0 times it no number, though the loss is 0.</remarks>
    [Fact]
    public void Where_a_gradient_of_one_network_is_no_number_neither_moves()
    {
        using var a = nn.Linear(2, 1);
        using var b = nn.Linear(2, 1);
        string Weights() => TensorFile.Of(a).Fingerprint + TensorFile.Of(b).Fingerprint;
        using var trainer = new Trainer("two", Tiny.Training);
        TrainedNetwork[] both = [trainer.Add("a", a), trainer.Add("b", b)];
        var before = Weights();
        var stop = Assert.Throws<NotFiniteException>(() => trainer.Run(at =>
        {
            var x = ones(1, 2);
            var terms = new Dictionary<string, Tensor> { ["loss"] = a.call(x).sum() + (0 * b.call(x)).sqrt().sum() };
            at.Descend(both, terms);
            return terms;
        }));
        Assert.StartsWith("step 0: the gradient of b ", stop.Message);
        Assert.Equal(before, Weights());
    }

    [Fact]
    public void A_trained_teacher_is_not_trained_again()
    {
        using var parts = new Parts(polyps, Tiny);
        Assert.Equal([MvmicStage.Codec, MvmicStage.Reader, MvmicStage.Both], new MvmicTraining(parts.CodecModel, parts.Vision, Tiny) { HasTeacher = true }.Stages);
    }

    [Fact]
    public void No_live_tensor_stays_after_a_step()
    {
        using var parts = new Parts(polyps, Tiny with { Training = Tiny.Training with { Steps = 6 } });
        var counts = new List<long>();
        parts.Training.Run(progress: new TrainingWatch(at => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)));
        foreach (var stage in counts.Chunk(6))
            Assert.Equal(stage[2], stage[5]);
    }

    [Fact]
    public void A_recipe_is_the_same_after_a_file_and_says_what_it_cannot_have()
    {
        foreach (var word in MvmicRecipe.Words)
            Assert.Equal(MvmicRecipe.Of(word), MvmicRecipe.FromJson(MvmicRecipe.Of(word).ToJson()));
        var shorter = MvmicRecipe.FromJson("""{ "lambda2": 0.5, "reader": { "share": 0 }, "training": { "steps": 10 } }""");
        Assert.Equal((0.5, 0L, 10L), (shorter.Lambda2, shorter.Options(MvmicStage.Reader).Steps, shorter.Options(MvmicStage.Codec).Steps));
        foreach (var (json, words) in new[]
        {
            ("""{ "lambda3": 1 }""", "there is no 'lambda3'"),
            ("""{ "teacher": { "steps": 1 } }""", "there is no 'teacher.steps'; known are share, rate"),
            ("""{ "teacher": { "rate": 0 } }""", "Rate above 0"),
            ("""{ "both": { "share": -1 } }""", "Share must be 0"),
            ("""{ "lambda2": -1 }""", "Lambda2 -1"),
            ("""{ "visionTask": "dreams" }""", "the task 'dreams'"),
            ("""{ "model": "vvc" }""", "the model is 'vvc'"),
            ("""{ "training": { "batchSize": 0 } }""", "BatchSize is 0"),
        })
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => MvmicRecipe.FromJson(json, "my.json")).Message);
        Assert.Contains("there is no recipe 'huge'", Assert.Throws<ArgumentException>(() => MvmicRecipe.Of("huge")).Message);
        Assert.Contains("hearts are volumes", Assert.Throws<ArgumentException>(() => new MvmicRecipe { Images = "hearts" }.Load()).Message);
    }

    /// <summary>The weights of a codec that was trained without any task, one training after the other.</summary>
    private string Plain(TrainingOptions options, int times)
    {
        using var codec = Parts.MakeCodec();
        RgbImage[] images = [.. Enumerable.Range(0, polyps.Count).Select(i => ImageTensor.ToImage(polyps.Trained(i).Image, 72, 72))];
        for (var i = 0; i < times; i++)
            using (var training = new CodecTraining(codec, Tiny.Lambda1, images, options))
                training.Run();
        return TensorFile.Of(codec).Fingerprint;
    }

    private sealed class Parts : IDisposable
    {
        public Parts(SegmentationTask task, MvmicRecipe recipe)
        {
            (CodecModel, Net) = (MakeCodec(), new ErfNet(new() { Widths = [4, 6, 8], Blocks = 1, Dilations = [2], LateDropout = 0.2 }, 3));
            Vision = new(task, Net, ErfNet.Stride, recipe.Training);
            Training = new(CodecModel, Vision, recipe);
        }

        public CompressionModel CodecModel { get; }

        public ErfNet Net { get; }

        public SegmentationVision Vision { get; }

        public MvmicTraining Training { get; }

        /// <summary>Weights of the codec, in a few digits.</summary>
        public string Codec => TensorFile.Of(CodecModel).Fingerprint;

        /// <summary>Weights and statistics of the network, in a few digits.</summary>
        public string Network => TensorFile.Of(Net).Fingerprint;

        public static CompressionModel MakeCodec() => new MeanScaleHyperpriorModel(new LatentSizes(4, 6), seed: 3);

        public void Dispose()
        {
            CodecModel.Dispose();
            Net.Dispose();
        }
    }
}
