using System.Diagnostics;
using Workbook.Crash;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Learning.Training;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_killed_while_it_saves_leaves_a_whole_checkpoint_no_older_than_the_last_it_told()
    {
        var random = new Random(7);
        for (var round = 0; round < 5; round++)
        {
            var told = SaveAndKill(TimeSpan.FromMilliseconds(20 + random.Next(30)));
            var newest = new CheckpointFolder(_folder.Path).Load(out var damaged)!;
            Assert.Null(damaged);
            Assert.True(SaveForever.IsWhole(newest));
            Assert.InRange(SaveForever.StepOf(newest), told, told + 1);
            Assert.InRange(Directory.GetFiles(_folder.Path).Length, 1, 4); // what the kill before left is gone
        }
    }

    [Fact]
    public void A_damaged_checkpoint_of_a_later_step_goes_with_the_first_that_is_saved_after_it()
    {
        var folder = new CheckpointFolder(_folder.Path);
        foreach (var step in new[] { 3, 6, 9 })
            folder.Save(step, new TensorFile([]));
        File.WriteAllText(_folder["step-000000009.safetensors"], "torn");
        Assert.NotNull(folder.Load(out var damaged));
        Assert.Contains("step-000000009.safetensors: the file has 4 bytes", damaged);
        folder.Save(8, new TensorFile([]));
        Assert.Equal(["step-000000006.safetensors", "step-000000008.safetensors"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_checkpoint_may_be_larger_than_files_of_others()
    {
        using (var file = File.Create(_folder["step-000000001.safetensors"]))
            file.SetLength((1L << 30) + 1); // zeros that take no room on disk
        Assert.Contains("not a tensor file", Assert.Throws<TensorFileException>(() => new CheckpointFolder(_folder.Path).Load(out _)).Message);
    }

    /// <returns>The last step that the process said was safe.</returns>
    private long SaveAndKill(TimeSpan after)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SaveForever).Assembly.Location, "save", _folder.Path]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var first = process.StandardOutput.ReadLine(); // it is under way
        Thread.Sleep(after);
        process.Kill();
        process.WaitForExit();
        var rest = process.StandardOutput.ReadToEnd().Split('\n'); // the last is cut short or empty
        return long.Parse(rest.Length > 1 ? rest[^2] : first!);
    }
}
