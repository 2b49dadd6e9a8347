using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Designs;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class DesignTrainingTests : IDisposable
{
    private static readonly JointSizes Tiny = JointSizes.Small(2, 1) with
    {
        Compression = new() { Widths = [4, 8], Blocks = 0, CodeChannels = 2 },
        Segmentation = new() { Widths = [4, 8] },
        Discriminator = new() { Widths = [4, 8] },
    };

    private static readonly TrainingOptions Few = new() { Steps = 2, BatchSize = 2, CropSize = 48, Device = "cpu", LearningRate = new() { Base = 3e-3 } };
    private readonly SegmentationTask task = SegmentationTask.Of(SegmentationDomain.Lesions(6, 48));

    public void Dispose() => task.Dispose();

    /// <remarks>C, g and S after the first stage and at the end: which of them moved in each.</remarks>
    [Theory]
    [InlineData("d1", "S", "C g")]
    [InlineData("auto-seg", "C g", "S")]
    [InlineData("d2", "C g S")]
    [InlineData("d3", "C g S")]
    [InlineData("d4", "C g S")]
    public void Each_stage_moves_what_it_is_to_move_and_nothing_else(string word, params string[] moves)
    {
        using var training = new DesignTraining(JointDesigns.Find(word), Tiny, task.Batches(Few), Few);
        var (weights, moved) = (Weights(training.Networks), new List<string>());
        training.Run(progress: new TrainingWatch(at =>
        {
            if (at.Step % Few.Steps != 0)
                return;
            var now = Weights(training.Networks);
            moved.Add(string.Join(' ', weights.Keys.Where(part => !weights[part].SequenceEqual(now[part]))));
            weights = now;
        }));
        Assert.Equal(moves, moved);
    }

    [Fact]
    public void A_run_that_was_stopped_in_its_second_stage_goes_on_as_if_it_had_not_been()
    {
        using var folder = new Imaging.TemporaryFolder();
        using var whole = Make(Few);
        whole.Run();
        using (var parts = Make(Few with { CheckpointFolder = folder["run"] }))
        {
            using var stop = new CancellationTokenSource();
            var results = parts.Run(progress: new TrainingWatch(at => { if (at.Step == 3) stop.Cancel(); }), cancel: stop.Token);
            Assert.Equal([TrainingOutcome.Finished, TrainingOutcome.Cancelled], results.Select(result => result.Outcome));
        }
        using var again = Make(Few with { CheckpointFolder = folder["run"] });
        Assert.Equal([2, 2], again.Run(resume: true).Select(result => result.Steps));
        Assert.Equal(Weights(whole.Networks).Values.SelectMany(part => part), Weights(again.Networks).Values.SelectMany(part => part));
    }

    [Fact]
    public void Parts_share_no_group_and_whole_cases_are_scored()
    {
        Assert.Equal((6, 1, 2), (task.Count + task.HeldOut.Count, task.Channels, task.Dimensions));
        using var volumes = SegmentationTask.Of(SegmentationDomain.Hearts(4), new VolumeShape(8, 16, 16));
        Assert.Equal(volumes.HeldOut[0].Places, volumes.HeldOut[0].Image.numel());
        using var scope = NewDisposeScope();
        var (images, truth) = volumes.Batches(Few).Batch(new(7), 3);
        Assert.Equal([2, 1, 8, 16, 16], images.shape);
        Assert.Equal([2, 3, 8, 16, 16], truth.shape);
        Assert.Equal(1, truth.sum([1]).min().item<float>());
        float[] Drawn(long step) => volumes.Batches(Few).Batch(new(7), step).Images.data<float>().ToArray();
        Assert.Equal(images.data<float>().ToArray(), Drawn(3));
        Assert.NotEqual(Drawn(3), Drawn(4));
    }

    [Fact]
    public void A_trained_design_becomes_a_model_that_is_scored_through_its_files_or_on_the_images()
    {
        foreach (var word in new[] { "d4", "uncompressed" })
        {
            using var training = new DesignTraining(JointDesigns.Find(word), Tiny, task.Batches(Few), Few);
            using var model = training.ToModel(task, device: "cpu");
            SegmentedCase[] cases = [.. SegmentationTest.Of(model, task.HeldOut)];
            Assert.Equal(task.HeldOut, cases.Select(one => one.Case));
            Assert.All(cases, one => Assert.Equal((model.Codec?.Encode(one.Case.Image).Length ?? 0, (int)one.Case.Places), ((int)one.Bytes, one.Labels.Length)));
        }
    }

    [Fact]
    public void S_reads_what_codecs_of_images_and_of_volumes_restore()
    {
        using var s = Tiny.Make(JointDesigns.Uncompressed, 1).Segmentation;
        using var depth = JointSizes.Small(3, 3).Make(JointDesigns.Uncompressed, 1).Segmentation;
        var file = new Workbook.Imaging.Standard.Jpeg2000(40).Encode(ImageTensor.ToImage(task.HeldOut[0].Image, 48, 48));
        var image = SegmentationTest.Restored(new Workbook.Imaging.Standard.Jpeg2000(40), s, Tiny.Stride, task.HeldOut).First();
        Assert.Equal((file.Length, 48 * 48), ((int)image.Bytes, image.Labels.Length));
        using var scan = new LabelledCase(linspace(0, 1, 8 * 16 * 16).reshape(1, 1, 8, 16, 16), new byte[8 * 16 * 16]);
        var volume = SegmentationTest.Restored(new Workbook.Imaging.Standard.Jpeg2000Volume(30), depth, 8, [scan]).Single();
        Assert.True(volume.Bytes > 0 && volume.Labels.Length == scan.Places);
    }

    private DesignTraining Make(TrainingOptions options) => new(JointDesigns.AutoSeg, Tiny, task.Batches(options), options);

    private static Dictionary<string, float[]> Weights(JointNetworks networks) => networks.named_parameters()
        .GroupBy(named => named.name.Split('.')[0]).ToDictionary(part => part.Key, part => part.SelectMany(named => named.parameter.detach().contiguous().data<float>().ToArray()).ToArray());
}
