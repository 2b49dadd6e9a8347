using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Crash;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Learning.Training;

public class CrashTests
{
    [Fact]
    public void A_run_that_is_killed_at_five_random_steps_ends_in_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(11);
        foreach (var step in Enumerable.Range(0, 5).Select(_ => random.Next(1, 37)).Order())
            Assert.Null(Train(folder["run"], killAt: step));
        using var whole = new SmallTraining(SmallTraining.Options);
        whole.Run();
        Assert.Equal(whole.Fingerprint, Train(folder["run"]));
        Assert.Equal(2, Directory.GetFiles(folder["run"]).Length);
    }

    /// <summary>Trains in a process of its own, which is killed (SIGKILL) once it has said a step; else gives the weights' fingerprint.</summary>
    private static string? Train(string folder, int killAt = int.MaxValue)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SmallTraining).Assembly.Location, folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith("weights ", StringComparison.Ordinal))
                return line["weights ".Length..];
            else if (int.Parse(line["step ".Length..]) >= killAt)
                break;
        process.Kill();
        process.WaitForExit();
        return null;
    }
}
