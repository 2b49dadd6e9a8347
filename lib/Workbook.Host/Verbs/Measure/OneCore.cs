using System.Diagnostics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Holds work to one core.</summary>
internal static class OneCore
{
    private const string Taskset = "/usr/bin/taskset";

    private static int Core => Environment.ProcessorCount - 1;

    /// <summary>Binds the program's main thread, and children started from it, to one core until disposed; elsewhere than on Linux and
    /// Windows does nothing.</summary>
    /// <remarks>The runtime's helpers (compiling, collecting) stay on the other cores.</remarks>
    public static IDisposable BindMainThread()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return new Bound(null);
        using var process = Process.GetCurrentProcess();
        var before = process.ProcessorAffinity;
        process.ProcessorAffinity = 1 << Core;
        return new Bound(before);
    }

    /// <summary>Whether a child can be held to one core.</summary>
    public static bool CanHoldChildren => File.Exists(Taskset);

    /// <summary>A child of one core.</summary>
    public static ProcessStartInfo Child(string program, IEnumerable<string> arguments) =>
        LimitThreads(CanHoldChildren ? new ProcessStartInfo(Taskset, ["-c", $"{Core}", program, .. arguments]) : new ProcessStartInfo(program, arguments));

    /// <summary>Tells numeric libraries to use one thread.</summary>
    public static ProcessStartInfo LimitThreads(ProcessStartInfo start)
    {
        foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS" })
            start.Environment[name] = "1";
        return start;
    }

    private sealed class Bound(nint? before) : IDisposable
    {
        public void Dispose()
        {
            using var process = Process.GetCurrentProcess();
            if (before is { } cores && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
                process.ProcessorAffinity = cores;
        }
    }
}
