using System.Diagnostics;

namespace Workbook.Host.Jupyter;

/// <summary>Ends a kernel whose client died without a word, so that no process is left behind.</summary>
internal static class ParentWatch
{
    /// <summary>The variable in which Jupyter clients name themselves to the kernels they start (on Windows it is a handle, not a number).</summary>
    public const string Variable = "JPY_PARENT_PID";

    /// <summary>Starts to watch.</summary>
    /// <param name="orphaned">Called when the client's process is gone.</param>
    /// <returns>What to dispose at the end; null where no client names itself.</returns>
    public static IDisposable? Start(Action orphaned)
    {
        if (OperatingSystem.IsWindows() || !int.TryParse(Environment.GetEnvironmentVariable(Variable), out var id) || id <= 1)
            return null;
        try
        {
            var client = Process.GetProcessById(id);
            client.EnableRaisingEvents = true;
            client.Exited += (_, _) => orphaned();
            return client;
        }
        catch (ArgumentException)
        {
            orphaned(); // gone before we looked
            return null;
        }
    }
}
