using System.Globalization;
using System.Runtime.InteropServices;
using Workbook.Crash;
using Workbook.Host.Verbs;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Learning.Training.Distributed;

public sealed class MpiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Stopped by one of them after the third step, both go on from the checkpoint of the first.</summary>
    [Fact]
    public void Two_processes_hold_the_same_weights_which_are_those_of_one_process_within_1e_4()
    {
        var stopped = Train("stop");
        Assert.All(stopped, rank => Assert.Equal(["Cancelled", "3", "2"], rank[..3]));
        Assert.Equal(stopped[0], stopped[1]);
        Assert.Equal(["best.safetensors", "step-000000003.safetensors"], Files());

        var finished = Train("nothing");
        Assert.All(finished, rank => Assert.Equal(["Finished", "6", "6"], rank[..3]));
        Assert.Equal(finished[0], finished[1]);
        Assert.Equal(["best.safetensors", "step-000000003.safetensors", "step-000000006.safetensors"], Files());

        using var whole = new SmallJointTraining(SmallJointTraining.Options with { CheckpointFolder = _folder["whole"] });
        var last = whole.Run(() => -whole.Trainer.Step).Last;
        AssertClose(Weights("whole"), Weights("run"));
        AssertClose(last.OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => (float)term.Value), finished[0][4..].Select(Number));
    }

    [Fact]
    public void A_process_that_is_killed_ends_the_job_with_its_number()
    {
        var (code, _, error) = MpiRun.Two(typeof(SmallTraining).Assembly.Location, "ranks", _folder["run"], "kill");
        Assert.NotEqual(0, code);
        Assert.Matches("rank 1 .* exited on signal 9", error.ReplaceLineEndings(" "));
    }

    [Fact]
    public void A_process_that_fails_ends_the_job_with_its_number_and_the_reason()
    {
        var (code, _, error) = MpiRun.Two(typeof(SmallTraining).Assembly.Location, "ranks", _folder["run"], "throw");
        Assert.NotEqual(0, code);
        Assert.Matches("rank 1 of 2 on .* ends the training of all: this rank's disk is gone", error);
    }

    [Fact]
    public void The_verb_trains_with_both_and_speaks_and_writes_once()
    {
        var recipe = new CodecRecipe
        {
            Model = "bmshj2018-factorized",
            N = 4,
            M = 4,
            ImageCount = 2,
            HeldOut = 1,
            Training = new TrainingOptions { Steps = 4, BatchSize = 2, CropSize = 16, Device = "cpu", Threads = 1 },
        };
        File.WriteAllText(_folder["tiny.json"], recipe.ToJson());
        var (code, output, error) = MpiRun.Two(typeof(Interrupt).Assembly.Location, "train", _folder["tiny.json"], "--out", _folder["run"]);
        Assert.True(code == 0, output + error);
        Assert.Single(output.Split('\n'), line => line.Contains("done after 4 steps", StringComparison.Ordinal));
        Assert.Equal(["model.wlm", "run.json", "step-000000004.safetensors"], Files());
    }

    /// <returns>What each rank says: outcome, steps, step of the best weights, fingerprint, terms.</returns>
    private string[][] Train(string deed)
    {
        var (code, output, error) = MpiRun.Two(typeof(SmallTraining).Assembly.Location, "ranks", _folder["run"], deed);
        Assert.True(code == 0, output + error);
        var ranks = output.Split('\n').Where(line => line.StartsWith("rank ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(line => line.Split(' ', StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(["0", "1"], ranks.Select(words => words[1]));
        return Array.ConvertAll(ranks, words => (string[])[words[2], words[4], words[6], words[8], .. words[10..]]);
    }

    private string[] Files() => [.. Directory.GetFiles(_folder["run"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private IEnumerable<float> Weights(string folder) => new CheckpointFolder(_folder[folder]).Load(out _)!.Tensors
        .Where(tensor => !tensor.Name.Contains("-adam", StringComparison.Ordinal) && tensor.Type == TensorType.F32)
        .SelectMany(tensor => MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray());

    private static void AssertClose(IEnumerable<float> expected, IEnumerable<float> actual)
    {
        var pairs = expected.Zip(actual).ToArray();
        Assert.NotEmpty(pairs);
        Assert.InRange(pairs.Max(pair => Math.Abs(pair.First - pair.Second)), 0, 1e-4);
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
