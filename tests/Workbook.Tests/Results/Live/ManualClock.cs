namespace Workbook.Tests.Results.Live;

/// <summary>A clock that goes on when the test says so.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void Wait(double seconds) => ticks += TimeSpan.FromSeconds(seconds).Ticks;
}
