using System.Diagnostics;

namespace Workbook.Learning.Training;

/// <summary>The speed of the last steps.</summary>
internal sealed class Pace
{
    private const double Newest = 0.1;

    private long _last;
    private double _seconds;

    /// <summary>Takes a step that is done.</summary>
    public TrainingProgress Report(TrainingState state, IReadOnlyDictionary<string, double> terms)
    {
        var now = Stopwatch.GetTimestamp();
        if (_last != 0) // the first step also compiles and allocates
        {
            var took = Stopwatch.GetElapsedTime(_last, now).TotalSeconds;
            _seconds = _seconds == 0 ? took : _seconds + Newest * (took - _seconds);
        }
        _last = now;
        return new TrainingProgress(state.Step, state.Options.Steps, terms, _seconds > 0 ? 1 / _seconds : 0);
    }
}
