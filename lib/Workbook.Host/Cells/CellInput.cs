namespace Workbook.Host.Cells;

/// <summary>What a cell reads from the console: each line is asked of the reader of the notebook.</summary>
/// <param name="ask">Gives the next line; throws where nobody can answer.</param>
internal sealed class CellInput(Func<string> ask) : TextReader
{
    private string _rest = "";

    /// <summary>For hosts in which nobody sits at the keyboard.</summary>
    public static CellInput None { get; } = new(() => throw new InvalidOperationException(
        "the cell asks for input, but nobody is there to answer; give the value in the cell tagged 'parameters' instead"));

    public override int Peek() => Fill()[0];

    public override int Read()
    {
        var next = Fill()[0];
        _rest = _rest[1..];
        return next;
    }

    public override string ReadLine()
    {
        var line = Fill().TrimEnd('\n');
        _rest = "";
        return line;
    }

    private string Fill() => _rest.Length > 0 ? _rest : _rest = ask() + "\n";
}
