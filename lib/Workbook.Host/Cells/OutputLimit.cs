namespace Workbook.Host.Cells;

/// <summary>Keeps one cell's output within what a viewer can open; what is cut is said.</summary>
internal sealed class OutputLimit(Action<CellOutput> next)
{
    /// <summary>Most characters of text that a cell writes, or that one shown value has as plain text.</summary>
    public const int MaxText = 1_000_000;

    /// <summary>Most characters of a value in one other MIME type: a picture, a chart, or the script that draws charts.</summary>
    public const int MaxValue = 16_000_000;

    /// <summary>Most values that a cell shows; a value shown anew in place is not counted.</summary>
    public const int MaxDisplays = 1_000;

    private int _text;
    private int _displays;

    /// <summary>Passes an output on, shortened or not at all where it is too much.</summary>
    public void Add(CellOutput output)
    {
        switch (output)
        {
            case StreamOutput stream:
                AddText(stream);
                break;
            case DisplayOutput { IsUpdate: false, IsResult: false } when ++_displays > MaxDisplays:
                if (_displays == MaxDisplays + 1)
                    next(new StreamOutput("stderr", $"[output stopped here: the cell showed more than {MaxDisplays:N0} values]\n"));
                break;
            case DisplayOutput display:
                next(display.Data.Any(IsTooLong) ? display with { Data = Shorten(display.Data) } : display);
                break;
            case ClearOutput:
                (_text, _displays) = (0, 0);
                next(output);
                break;
            default:
                next(output);
                break;
        }
    }

    private void AddText(StreamOutput stream)
    {
        if (_text > MaxText)
            return;
        var room = MaxText - _text;
        _text += stream.Text.Length;
        next(stream.Text.Length <= room ? stream : stream with
        {
            Text = $"{stream.Text.AsSpan(0, room)}\n[output stopped here: the cell wrote more than {MaxText:N0} characters]\n",
        });
    }

    private static bool IsTooLong(KeyValuePair<string, string> value) => value.Value.Length > (IsPlain(value) ? MaxText : MaxValue);

    private static bool IsPlain(KeyValuePair<string, string> value) => value.Key == "text/plain";

    private static KeyValuePair<string, string>[] Shorten(IReadOnlyList<KeyValuePair<string, string>> data)
    {
        var left = data.Where(value => !IsTooLong(value)).Where(value => !IsPlain(value)).ToArray();
        var lost = data.Where(value => IsTooLong(value) && !IsPlain(value))
            .Select(value => $"[{value.Key} left out: {value.Value.Length:N0} characters, at most {MaxValue:N0} are shown]");
        var plain = data.FirstOrDefault(IsPlain).Value ?? "";
        if (plain.Length > MaxText)
            plain = $"{plain.AsSpan(0, MaxText)}\n[cut here: the text has {plain.Length:N0} characters, {MaxText:N0} are shown]";
        return [.. left, KeyValuePair.Create("text/plain", string.Join("\n", lost.Append(plain)))];
    }
}
