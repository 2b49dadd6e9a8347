using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A program that ran to its end.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="SecondsInside">What it says itself at the end of a line, as in <c>12.3 s</c>; null where it says nothing.</param>
internal sealed partial record ChildRun(double Seconds, double? SecondsInside)
{
    /// <summary>All it wrote to its standard output.</summary>
    public string Output { get; private init; } = "";

    /// <summary>Runs a program and waits for it; cancelling ends it.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public static ChildRun Start(ProcessStartInfo start, CancellationToken cancel)
    {
        start.RedirectStandardOutput = true;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        using var stop = cancel.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        cancel.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new IOException($"{start.FileName} {string.Join(' ', start.ArgumentList.Take(5))} ... ended with {process.ExitCode}; its last words are above");
        return new(seconds, Said().Matches(output).LastOrDefault() is { } said ? double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : null) { Output = output };
    }

    [GeneratedRegex(@"([0-9]+\.[0-9]+) s(?: in all)?\s*$", RegexOptions.Multiline)]
    private static partial Regex Said();
}
