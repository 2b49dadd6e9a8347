using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Workbook.Host.Cells;
using Workbook.Host.Cells.Assist;

namespace Workbook.Host.Jupyter;

/// <summary>Runs the cells that clients send, one at a time, and lets other threads stop them and answer their questions.</summary>
internal sealed class Execution(Channels channels, CellSession session, History history, CodeAssistant assistant) : IDisposable
{
    private readonly BlockingCollection<string> _answers = [];
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private OutputBuffer? _screen;

    /// <summary>What the reader types for a cell that asks.</summary>
    public BlockingCollection<string> Answers => _answers;

    /// <summary>Runs an execute_request's cell.</summary>
    /// <returns>The content of the reply.</returns>
    public JsonObject Run(Message request)
    {
        var code = request.Text("code") ?? "";
        var silent = request.Flag("silent") ?? false;
        var number = session.CellNumber + (silent ? 0 : 1);
        if (!silent)
            channels.Publish("execute_input", request.Header, new JsonObject { ["code"] = code, ["execution_count"] = number });

        var (error, result) = RunCell(request, code, number, silent);
        if (error is not { Name: CellErrors.Compilation })
            assistant.Add(code);
        if (request.Flag("store_history") ?? !silent)
            history.Add(number, code, result);
        var reply = error is null
            ? new JsonObject { ["status"] = "ok", ["user_expressions"] = new JsonObject(), ["payload"] = new JsonArray() }
            : OutputMessages.Error(error);
        reply["status"] = error is null ? "ok" : "error";
        reply["execution_count"] = number;
        return reply;
    }

    /// <summary>Stops the cell that runs; does nothing where none does.</summary>
    public void Interrupt()
    {
        lock (_lock)
            _ = _running?.CancelAsync();
    }

    /// <summary>Text that a task writes after its cell has ended goes below that cell.</summary>
    public void ShowLate(string stream, string text) => _screen?.Add(new StreamOutput(stream, text));

    public void Dispose()
    {
        _screen?.Dispose();
        _answers.Dispose();
    }

    private (ErrorOutput? Error, string? Result) RunCell(Message request, string code, int number, bool silent)
    {
        var (error, result) = (default(ErrorOutput), default(string));
        _screen?.Dispose();
        _screen = new OutputBuffer(silent ? _ => { } : output => Publish(request, output, number));
        session.Input = new CellInput(() => Ask(request));
        session.Run(code, output =>
        {
            error ??= output as ErrorOutput;
            result ??= output is DisplayOutput { IsResult: true } shown ? shown.Data.FirstOrDefault(value => value.Key == "text/plain").Value : null;
            _screen.Add(output);
        }, Begin(), number);
        lock (_lock)
            _running = null;
        _screen.Flush();
        return (error, result);
    }

    private CancellationToken Begin()
    {
        lock (_lock)
            _running = new CancellationTokenSource();
        return _running.Token;
    }

    private void Publish(Message request, CellOutput output, int number)
    {
        var (type, content) = OutputMessages.Of(output, number);
        channels.Publish(type, request.Header, content);
    }

    private string Ask(Message request)
    {
        if (request.Flag("allow_stdin") == false)
            throw new InvalidOperationException("the cell asks for input, but this client cannot ask its reader; give the value in the cell tagged 'parameters' instead");
        _screen!.Flush();
        while (_answers.TryTake(out _))
        {
            // An answer that came after its cell was stopped is nobody's.
        }
        channels.Ask(request, "");
        return _answers.Take(session.Cancellation);
    }
}
