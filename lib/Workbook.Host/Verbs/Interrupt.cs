using System.Runtime.InteropServices;

namespace Workbook.Host.Verbs;

/// <summary>Turns Ctrl+C and a polite kill into cancellation; a second Ctrl+C ends the process at once.</summary>
internal sealed class Interrupt : IDisposable
{
    /// <summary>The exit code shells use for a command stopped by Ctrl+C.</summary>
    public const int ExitCode = 130;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupt() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Stop))];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
