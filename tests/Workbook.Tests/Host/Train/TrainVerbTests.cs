using System.Diagnostics;
using Workbook.Host.Verbs;
using Workbook.Host.Verbs.Train;
using Workbook.Learning.Codecs;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Results.Records;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Host.Train;

public sealed class TrainVerbTests : IDisposable
{
    private static readonly CodecRecipe Tiny = new()
    {
        Model = "bmshj2018-factorized",
        N = 4,
        M = 4,
        ImageCount = 2,
        HeldOut = 1,
        Training = new TrainingOptions { Steps = 5000, BatchSize = 1, CropSize = 16, Device = "cpu", Threads = 1, CheckpointEvery = 0 },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The command as a shell sees it: five thousand steps, interrupted, and then only as many as are done.</summary>
    [Fact]
    public void Train_stops_on_an_interrupt_with_130_goes_on_with_resume_and_leaves_model_and_record()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows sends no SIGINT to a child");
        File.WriteAllText(_folder["tiny.json"], Tiny.ToJson());
        var (code, output, _) = Train([], interruptAfter: "on 2 images");
        Assert.Equal(Interrupt.ExitCode, code);
        Assert.Contains("the same command with --resume goes on", output);
        var done = Directory.GetFiles(_folder["out"]).Select(file => int.Parse(Path.GetFileNameWithoutExtension(file)["step-".Length..])).Single();

        (code, output, _) = Train(["--resume", "--steps", $"{done + 2}"]);
        Assert.Equal(0, code);
        Assert.Contains($"goes on after step {done:N0}", output);
        var record = ResultFile.Load(Path.Combine(_folder["out"], "run.json"));
        Assert.Equal(("train-tiny", done + 2.0, "0.0067"), (record.Name, record.Metrics["steps"], record.Parameters["lambda"]));
        using var codec = LearnedCodec.Load(Path.Combine(_folder["out"], "model.wlm"), "cpu");
        Assert.Equal(4, CodecRecipe.FromJson(codec.Record["recipe"]).N);
        Assert.Equal("bmshj2018-factorized N=4 lambda=0.0067", codec.Name);

        (code, _, var error) = Train([]);
        Assert.Equal(1, code);
        Assert.Contains("holds checkpoints of a run", error);
    }

    [Fact]
    public void A_model_file_stands_for_the_recipe_that_made_it()
    {
        using var network = Tiny.MakeModel();
        using (var codec = LearnedCodec.Of(network, 0.01, new Dictionary<string, string> { [TrainRun.RecipeKey] = Tiny.ToJson() }, "cpu"))
            codec.Save(_folder["bridge.wlm"]);
        using (var codec = LearnedCodec.Of(network, 0.01, device: "cpu"))
            codec.Save(_folder["silent.wlm"]);
        Assert.Equal(("bridge", Tiny), TrainVerb.Find(_folder["bridge.wlm"]));
        Assert.Contains("silent.wlm: the model does not say by which recipe it was trained", Assert.Throws<ArgumentException>(() => TrainVerb.Find(_folder["silent.wlm"])).Message);
        File.WriteAllBytes(_folder["torn.wlm"], File.ReadAllBytes(_folder["bridge.wlm"])[..500]);
        Assert.Contains("torn.wlm", Assert.Throws<TensorFileException>(() => TrainVerb.Find(_folder["torn.wlm"])).Message);
    }

    private (int Code, string Output, string Error) Train(string[] more, string? interruptAfter = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Interrupt).Assembly.Location, "train", _folder["tiny.json"], "--out", _folder["out"], .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = "";
        while (process.StandardOutput.ReadLine() is { } line)
        {
            output += line + "\n";
            if (interruptAfter is not null && line.Contains(interruptAfter, StringComparison.Ordinal))
                Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        }
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
