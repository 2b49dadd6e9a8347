using Workbook.Host.Verbs.Coded;
using Workbook.Host.Verbs.Train;
using Workbook.Imaging.Files;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Storage;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Records;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Host.Train;

public sealed class MvmicVerbTests : IDisposable
{
    private static readonly MvmicRecipe Tiny = new()
    {
        N = 4,
        M = 6,
        Training = new() { Steps = 2, BatchSize = 1, CropSize = 64, Device = "cpu", Threads = 1 },
    };

    private readonly TemporaryFolder folder = new();

    public MvmicVerbTests()
    {
        for (var i = 0; i < 4; i++)
        {
            var scene = PolypScenes.Make(i, 1, new() { Rows = 64, Columns = 72 });
            ImageFile.Write(folder[$"polyps/images/{i}.png"], scene.Image);
            ImageFile.Write(folder[$"polyps/masks/{i}.png"], scene.Mask.ToRgb());
        }
        File.WriteAllText(folder["tiny.json"], Tiny.ToJson());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_leaves_the_models_of_each_stage_and_a_record_of_scores_through_files()
    {
        Assert.Equal(0, Run(folder["tiny.json"], "--images", folder["polyps"], "--lambda2", "2", "--out", folder["out"]));
        Assert.Equal(["run.json", "stage1.wlm", "stage2a.wsm", "stage2b.wlm", "stage2b.wsm", "teacher.wsm"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var record = ResultFile.Load(folder["out/run.json"]);
        Assert.Equal(("train-mvmic-polyps-2", "2", "mbt2018-mean"), (record.Name, record.Parameters["lambda2"], record.Parameters["model"]));
        Assert.Equal(7, record.Metrics["steps"]); // 3 + 2 + 1 + 1
        Assert.Equal(4, record.Tables.Count);
        Assert.False(record.Metrics.ContainsKey("teacher on originals, bpp"));
        foreach (var stage in new[] { "teacher on originals", "stage 1", "stage 2a", "stage 2b" })
            Assert.InRange(record.Metrics[$"{stage}, mIoU"], 0, record.Metrics[$"{stage}, pixel accuracy"]);

        // The scores again, from nothing but the files that were left.
        var recipe = Tiny with { Images = folder["polyps"] };
        using var task = MvmicTask.Load(recipe, CancellationToken.None);
        using var codec = LearnedCodec.Load(folder["out/stage2b.wlm"], "cpu");
        task.Take(folder["out/stage2b.wsm"]);
        var score = task.Score(codec, "stage 2b", CancellationToken.None).ToDictionary();
        Assert.Equal(4, score.Count);
        Assert.All(score, one => Assert.Equal(record.Metrics[one.Key], one.Value, 1e-12));
    }

    [Fact]
    public void Chests_make_it_detection_with_the_same_stages()
    {
        File.WriteAllText(folder["few.json"], (Tiny with { ImageCount = 5, Side = 64 }).ToJson());
        Assert.Equal(0, Run(folder["few.json"], "--images", "chests", "--out", folder["out"]));
        Assert.Equal(["run.json", "stage1.wlm", "stage2a.wdm", "stage2b.wdm", "stage2b.wlm", "teacher.wdm"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var record = ResultFile.Load(folder["out/run.json"]);
        Assert.Equal(("detection", 10), (record.Parameters["visionTask"], record.Metrics["steps"])); // 6 + 2 + 1 + 1
        foreach (var stage in new[] { "teacher on originals", "stage 1", "stage 2a", "stage 2b" })
            Assert.InRange(record.Metrics[$"{stage}, mAP"], 0, record.Metrics[$"{stage}, mAP at 0.50"]);
        Assert.Equal(0, Run(folder["out/stage1.wlm"], "--lambda2", "3", "--out", folder["second"], "--teacher", folder["out/teacher.wdm"]));
        Assert.Equal(record.Metrics["teacher on originals, mAP"], ResultFile.Load(folder["second/run.json"]).Metrics["teacher on originals, mAP"]);
        Assert.Contains("the task is segmentation and the images are chests; detection goes with chests", Assert.Throws<ArgumentException>(() => MvmicRecipe.FromJson("""{ "images": "chests" }""")).Message);
    }

    [Fact]
    public void Another_lambda2_begins_with_a_teacher_and_a_codec_that_are_there()
    {
        Assert.Equal(0, Run(folder["tiny.json"], "--images", folder["polyps"], "--lambda2", "0", "--out", folder["first"]));
        Assert.Equal(0, Run(folder["first/stage1.wlm"], "--images", folder["polyps"], "--lambda2", "3", "--out", folder["second"],
            "--teacher", folder["first/teacher.wsm"], "--codec", folder["first/stage1.wlm"]));
        string Teacher(string run) => TensorFile.Load(folder[$"{run}/teacher.wsm"]).Fingerprint;
        Assert.Equal(Teacher("first"), Teacher("second"));
        var (first, second) = (ResultFile.Load(folder["first/run.json"]), ResultFile.Load(folder["second/run.json"]));
        Assert.Equal(first.Metrics["teacher on originals, mIoU"], second.Metrics["teacher on originals, mIoU"]);
        Assert.Equal((7, 4), (first.Metrics["steps"], second.Metrics["steps"]));
        Assert.NotEqual(first.Metrics["stage 1, PSNR"], second.Metrics["stage 1, PSNR"]);
        Assert.Contains("the recipe asks for mbt2018-mean N=32 M=48", Assert.Throws<ArgumentException>(()
            => Run("mbt2018-mean-small", "--images", folder["polyps"], "--codec", folder["first/stage1.wlm"], "--out", folder["third"])).Message);
    }

    [Fact]
    public void Files_say_what_they_are_and_words_that_are_no_recipe_are_refused()
    {
        using var task = (Tiny with { Images = folder["polyps"] }).Load();
        using var network = Tiny.MakeNetwork(task);
        using var model = SegmentationModel.Of(network, task.Classes, device: "cpu");
        using var shelf = new ModelShelf([], "cpu", shipped: folder["nowhere"]);
        Assert.StartsWith($"segmentation network {model.Fingerprint}, ERFNet of 8-32-64, classes background, ", CodedFile.Open(model.ToBytes()).Describe(shelf));
        model.Save(folder["silent.wsm"]);
        Assert.Contains("silent.wsm: it does not say by which recipe", Assert.Throws<ArgumentException>(() => Run(folder["silent.wsm"])).Message);
        Assert.Contains("neither a file nor a recipe; there are bmshj2018-factorized-small", Assert.Throws<ArgumentException>(() => Run("huge")).Message);
    }

    private static int Run(params string[] words)
        => MvmicVerb.Make().Parse(words).Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
