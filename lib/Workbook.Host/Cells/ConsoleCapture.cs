using System.Text;

namespace Workbook.Host.Cells;

/// <summary>Sends what is written to the console to the running cell and lets it read from <c>input</c>, until disposed.</summary>
/// <remarks>The console's own input stays closed afterwards: nothing but cells reads, and asking for it would take over the terminal.</remarks>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;

    public ConsoleCapture(Action<string, string> write, TextReader input)
    {
        Console.SetIn(input);
        Console.SetOut(new Writer("stdout", write));
        Console.SetError(new Writer("stderr", write));
    }

    public void Dispose()
    {
        Console.SetOut(_out);
        Console.SetError(_error);
    }

    private sealed class Writer(string name, Action<string, string> write) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => write(name, value.ToString());

        public override void Write(string? value)
        {
            if (!string.IsNullOrEmpty(value))
                write(name, value);
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine() => Write("\n");
    }
}
