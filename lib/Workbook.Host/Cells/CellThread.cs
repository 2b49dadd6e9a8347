using System.Runtime.ExceptionServices;

namespace Workbook.Host.Cells;

/// <summary>The thread of one cell: awaits resume on it, and it ends on demand.</summary>
/// <remarks>
/// A cell that watches its token ends by itself, and keeps its result. An await that never returns is left after <see cref="MillisecondsForAwaits"/>.
/// Later, loops and functions of the cell throw, on whatever thread they run, and waits are interrupted. What then goes on is inside a library; it is left alone.
/// </remarks>
internal sealed class CellThread(CancellationToken cancel)
{
    private const int MillisecondsForAwaits = 150;
    private const int MillisecondsUntilStop = 400;
    private const int MillisecondsUntilLeft = 5_000;
    private const int MillisecondsBetween = 50;

    private static bool s_anyLeft;

    static CellThread()
    {
        ExceptionHandling.SetUnhandledExceptionHandler(IsOfCell);
        StackEnd.Watch();
    }

    /// <summary>Runs a cell.</summary>
    /// <param name="cell">What the thread does; gets no say in when an interruption reaches it.</param>
    /// <param name="stackBytes">How much stack it has.</param>
    /// <returns>Null, or what to say where the thread has not ended and goes on in the background.</returns>
    public ErrorOutput? Run(Action cell, int stackBytes)
    {
        if (!s_anyLeft)
            CellGuard.ForgetStopped();
        var stop = new CellGuard.StopSwitch();
        var thread = new Thread(() => Connected(stop, cell), stackBytes) { IsBackground = true, Name = "cell" };
        thread.Start();
        while (!stop.IsHeld && !cancel.IsCancellationRequested && !thread.Join(MillisecondsBetween))
        {
            // The cell works.
        }
        if (cancel.IsCancellationRequested)
            Stop(thread, stop);
        if (cancel.IsCancellationRequested || stop.IsHeld)
            stop.TurnOn(); // for what the cell may have started on other threads
        s_anyLeft |= thread.IsAlive;
        return !thread.IsAlive ? null : stop.IsHeld ? CellErrors.OfHeldCell() : CellErrors.OfStuckCell();
    }

    /// <summary>Works on this thread until a task of the cell has ended.</summary>
    public void Finish(Func<Task> start)
    {
        var pump = new MessagePump();
        SynchronizationContext.SetSynchronizationContext(pump);
        using var leave = new CancellationTokenSource();
        using var patience = cancel.Register(() => leave.CancelAfter(MillisecondsForAwaits));
        var task = start();
        task.ContinueWith(_ => pump.Stop(), TaskScheduler.Default);
        try
        {
            pump.Loop(leave.Token);
        }
        catch (OperationCanceledException) when (task.IsCompleted)
        {
            // It ended by itself after all.
        }
        task.GetAwaiter().GetResult();
    }

    /// <summary>An exception that ends a thread ends the process too, unless a cell started the thread; then it is said, late as it may be.</summary>
    private static bool IsOfCell(Exception e)
    {
        if (CellGuard.StopSwitch.OfThisThread is null)
            return false;
        if (e is not OperationCanceledException)
            Console.Error.WriteLine("an exception ended a thread of a cell\n" + string.Join("\n", CellErrors.OfException(e).Traceback));
        return true;
    }

    private static void Connected(CellGuard.StopSwitch stop, Action cell)
    {
        try
        {
            stop.Connect();
            cell();
        }
        catch (ThreadInterruptedException)
        {
            // It came when the cell had ended already.
        }
    }

    private static void Stop(Thread thread, CellGuard.StopSwitch stop)
    {
        if (thread.Join(MillisecondsUntilStop))
            return;
        stop.TurnOn();
        for (var waited = 0; waited < MillisecondsUntilLeft && !stop.IsHeld; waited += MillisecondsBetween)
        {
            thread.Interrupt();
            if (thread.Join(MillisecondsBetween))
                return;
        }
    }
}
