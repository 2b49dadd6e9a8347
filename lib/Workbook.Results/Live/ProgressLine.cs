using System.Diagnostics;

namespace Workbook.Results.Live;

/// <summary>One line below a cell that tells how far a long loop is and how long it will still take.</summary>
/// <typeparam name="T">What the loop reports.</typeparam>
/// <remarks>Shown at most four times a second. Pass it as the loop's <c>progress</c> and <see cref="Screen.Cancellation"/> as its <c>cancel</c>.</remarks>
public sealed class ProgressLine<T> : IProgress<T>
{
    private const long MillisecondsBetweenLines = 250;

    private readonly Func<T, (double Share, string Text)> _describe;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private LiveView? _view;
    private long _last = -MillisecondsBetweenLines;

    /// <summary>Makes a line; it appears with the first report.</summary>
    /// <param name="describe">The share that is done, 0 to 1, and what to say about it.</param>
    public ProgressLine(Func<T, (double Share, string Text)> describe) => _describe = describe;

    /// <inheritdoc/>
    public void Report(T value)
    {
        lock (_lock)
        {
            var (share, text) = _describe(value);
            var now = _watch.ElapsedMilliseconds;
            if (share < 1 && now - _last < MillisecondsBetweenLines)
                return;
            _last = now;
            var line = Line(share, text, now / 1000.0);
            if (_view is null)
                _view = Screen.Show(line);
            else
                _view.Update(line);
        }
    }

    private static string Line(double share, string text, double seconds)
        => share >= 1 ? $"{text}: done in {seconds:0.0} s"
            : share <= 0 ? $"{text}: {seconds:0} s"
            : $"{text}: {share:P0}, {seconds / share * (1 - share):0} s left";
}
