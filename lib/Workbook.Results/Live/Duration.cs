using System.Globalization;

namespace Workbook.Results.Live;

/// <summary>How long something takes, in words.</summary>
internal static class Duration
{
    private const double Longest = 1e9;

    /// <summary>A measured time: "4.2 s", "3 min 5 s", "2 h 10 min".</summary>
    public static string Exact(TimeSpan time) => time.TotalSeconds < 59.95
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : Whole(TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)));

    /// <summary>A guess: whole seconds, from ten minutes on whole minutes.</summary>
    public static string Rough(double seconds)
    {
        var unit = seconds < 600 ? 1 : 60;
        return Whole(TimeSpan.FromSeconds(Math.Ceiling(Math.Min(seconds, Longest) / unit) * unit));
    }

    private static string Whole(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{time.Seconds} s",
        { TotalHours: < 1, Seconds: 0 } => $"{time.Minutes} min",
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{(long)time.TotalHours} h {time.Minutes} min",
    };
}
