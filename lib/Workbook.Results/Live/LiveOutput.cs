namespace Workbook.Results.Live;

/// <summary>Shows the latest state of a loop in one place: no more often than makes sense, and the last state always.</summary>
/// <remarks>In a notebook the state is shown anew in place. A console gets a line now and then, more rarely the longer it takes.
/// Showing takes at most a twentieth of the loop's time.</remarks>
/// <param name="draw">Makes the value to show; one that equals the last is not shown again.</param>
/// <param name="apart">Shortest time between two updates in a notebook.</param>
/// <param name="screen">Where to show; null: where the loop runs.</param>
/// <param name="clock">What time it is.</param>
internal sealed class LiveOutput(Func<IScreen, LiveMoment, object> draw, TimeSpan apart, IScreen? screen, TimeProvider clock)
{
    private const double RarerOnConsole = 20;
    private const double MostLinesShare = 1.0 / 50;
    private const double MostDrawingShare = 1.0 / 20;

    private long made = clock.GetTimestamp();
    private IScreen? place;
    private CancellationToken cancel;
    private CancellationTokenRegistration stopping;
    private LiveView? view;
    private object? shown;
    private bool running;
    private TimeSpan next, lastDrawing;

    /// <summary>Held while the loop's state changes and while it is shown, since loops report from several threads.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Time since this output was made or, where it serves another cell, since the loop there began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(made);

    /// <summary>To be called before the state changes, with the <see cref="Gate"/> held.</summary>
    /// <returns>Whether a loop begins: the first one, or one of another cell, which gets its own place.</returns>
    public bool Begin()
    {
        if (running)
            return false;
        running = true;
        var here = screen ?? Screen.Current;
        if (place is { ChangesInPlace: true } && !here.ChangesInPlace)
            return false; // a loop that outlives its cell goes on in the cell's output
        if (place is not null)
            made = clock.GetTimestamp();
        (place, cancel, view, shown, next) = (here, here.Cancellation, null, null, default);
        stopping = cancel.Register(Stop);
        here.AtEnd(End);
        return true;
    }

    /// <summary>The state has changed. To be called with the <see cref="Gate"/> held.</summary>
    /// <param name="whole">Whether the loop is done, so that this is shown at once.</param>
    public void Change(bool whole)
    {
        if (whole || Elapsed >= next)
            Draw(cancel.IsCancellationRequested ? LiveMoment.Stopped : LiveMoment.Running);
    }

    /// <summary>Shows the last state.</summary>
    public void End()
    {
        lock (Gate)
        {
            if (!running)
                return;
            running = false;
            stopping.Unregister();
            Draw(cancel.IsCancellationRequested ? LiveMoment.Stopped : LiveMoment.Ended);
        }
    }

    // At once, because a host may end the cell before the loop notices.
    private void Stop()
    {
        lock (Gate)
            if (shown is not null)
                Draw(LiveMoment.Stopped);
    }

    private void Draw(LiveMoment moment)
    {
        var began = Elapsed;
        var value = draw(place!, moment);
        if (value.Equals(shown))
            return;
        if (view is null)
            view = place!.Show(value);
        else
            view.Update(value);
        shown = value;
        next = Elapsed + Pause(Elapsed - began);
    }

    // The quicker of two drawings counts: the first one takes long because code is loaded, another because the machine is busy.
    private TimeSpan Pause(TimeSpan drawing)
    {
        var quicker = drawing < lastDrawing ? drawing : lastDrawing;
        lastDrawing = drawing;
        var pause = Longer(apart, quicker / MostDrawingShare);
        return place!.ChangesInPlace ? pause : Longer(pause * RarerOnConsole, Elapsed * MostLinesShare);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
