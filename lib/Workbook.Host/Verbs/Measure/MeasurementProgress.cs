using System.Diagnostics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>How far a measurement is: a line that changes in place on a terminal, a line every ten seconds in a log.</summary>
internal sealed class MeasurementProgress : IDisposable
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private readonly Stopwatch _stage = Stopwatch.StartNew();
    private readonly Stopwatch _sinceLog = Stopwatch.StartNew();
    private string _title = "";
    private int _width;

    public void Show(string title, int done, int total)
    {
        lock (_lock)
        {
            if (title != _title)
                _stage.Restart();
            _title = title;
            var left = done > 0 && done < total ? $", {_stage.Elapsed.TotalSeconds / done * (total - done):0} s left" : "";
            Write($"{title}: {done} of {total}{left}");
        }
    }

    public void Dispose()
    {
        if (_width > 0)
            Console.Error.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }

    private void Write(string line)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + line.PadRight(_width));
            _width = line.Length;
        }
        else if (_sinceLog.Elapsed > LogEvery)
        {
            Console.Error.WriteLine(line);
            _sinceLog.Restart();
        }
    }
}
