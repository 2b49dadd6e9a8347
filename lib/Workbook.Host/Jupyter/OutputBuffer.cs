using System.Text;
using Workbook.Host.Cells;

namespace Workbook.Host.Jupyter;

/// <summary>Collects a cell's outputs for a moment: text is joined, and of several updates of one value only the last is sent.</summary>
/// <remarks>A cell that writes single characters or draws a figure anew a thousand times a second would drown the client otherwise.</remarks>
internal sealed class OutputBuffer : IDisposable
{
    private readonly List<CellOutput> _waiting = [];
    private readonly StringBuilder _text = new();
    private readonly Action<CellOutput> _send;
    private readonly int _milliseconds;
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private string _stream = "";

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="send">Gets what is left, in order.</param>
    /// <param name="milliseconds">Longest time that an output waits.</param>
    public OutputBuffer(Action<CellOutput> send, int milliseconds = 40)
    {
        (_send, _milliseconds) = (send, milliseconds);
        _timer = new Timer(_ => Flush());
    }

    /// <summary>Takes the next output.</summary>
    public void Add(CellOutput output)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && _text.Length == 0)
                _timer.Change(_milliseconds, Timeout.Infinite);
            if (output is not StreamOutput text || text.Name != _stream)
                EndText();
            if (output is StreamOutput more)
            {
                _stream = more.Name;
                _text.Append(more.Text);
                return;
            }
            if (output is DisplayOutput { IsUpdate: true } update)
                _waiting.RemoveAll(waiting => waiting is DisplayOutput { IsUpdate: true } earlier && earlier.DisplayId == update.DisplayId);
            _waiting.Add(output);
        }
    }

    /// <summary>Sends what waits.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            EndText();
            _waiting.ForEach(_send);
            _waiting.Clear();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void EndText()
    {
        if (_text.Length > 0)
            _waiting.Add(new StreamOutput(_stream, _text.ToString()));
        _text.Clear();
    }
}
