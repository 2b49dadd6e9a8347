using System.Diagnostics;

namespace Workbook.Tests.Learning.Training.Distributed;

/// <summary>Two processes that Open MPI starts on this machine.</summary>
internal static class MpiRun
{
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program of ours twice and waits; the test is skipped where Open MPI is missing.</summary>
    /// <returns>The exit code of mpirun and what all of them said.</returns>
    internal static (int Code, string Output, string Error) Two(string program, params string[] arguments)
    {
        if (OperatingSystem.IsWindows() || !Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "mpirun"))))
            Assert.Skip("there is no mpirun; apt-get install openmpi-bin");
        var start = new ProcessStartInfo("mpirun", ["-n", "2", "--allow-run-as-root", "--oversubscribe", "dotnet", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1", ["TERM"] = "dumb" }, // mpirun gives its children a terminal of its own
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Hanging))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"mpirun still waits after {Hanging}");
        }
        return (process.ExitCode, output.Result, error.Result);
    }
}
