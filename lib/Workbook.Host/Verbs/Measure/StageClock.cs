using System.Diagnostics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Adds up what each part of a learned codec takes: each call gives the time since the one before to its part.</summary>
internal sealed class StageClock
{
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Milliseconds in float networks, images to tensors and back among them.</summary>
    public double Networks { get; private set; }

    /// <summary>Milliseconds in what tells tables and means: the hyper-decoder and the context model in integers.</summary>
    public double Integers { get; private set; }

    /// <summary>Milliseconds in the range coder.</summary>
    public double Range { get; private set; }

    public double Total => Networks + Integers + Range;

    public void EndNetworks() => Networks += Lap();

    public void EndIntegers() => Integers += Lap();

    public void EndRange() => Range += Lap();

    private double Lap()
    {
        var (before, now) = (_since, Stopwatch.GetTimestamp());
        _since = now;
        return Stopwatch.GetElapsedTime(before, now).TotalMilliseconds;
    }
}
