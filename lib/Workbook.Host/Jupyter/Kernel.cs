using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Workbook.Host.Cells;
using Workbook.Host.Cells.Assist;

namespace Workbook.Host.Jupyter;

/// <summary>A Jupyter kernel for C# on the engine that also runs notebooks without a front end.</summary>
/// <remarks>
/// Source: "Messaging in Jupyter", version 5.3. One thread owns the sockets, answers the control channel and the heartbeat, and never waits;
/// a second one works off the shell channel's requests in order; a cell has a thread of its own.
/// </remarks>
internal sealed class Kernel
{
    private const int StackBytes = 64 << 20; // the parser is recursive, and readers paste anything
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Channels _channels;
    private readonly History _history = new();
    private readonly CodeAssistant _assistant = new(Directory.GetCurrentDirectory());
    private readonly Assistance _assistance;
    private readonly Task<Execution> _execution;
    private readonly BlockingCollection<(int Number, Message Message)> _requests = [];
    private int _received;
    private int _abortedUpTo;
    private volatile bool _warm;

    private Kernel(Channels channels)
    {
        _channels = channels;
        _assistance = new Assistance(_assistant);
        _execution = Task.Run(() =>
        {
            var session = new CellSession(Directory.GetCurrentDirectory());
            session.WarmUp();
            return new Execution(channels, session, _history, _assistant);
        });
    }

    /// <summary>Serves one client, or several, until it is told to shut down; then ends the process.</summary>
    /// <param name="connectionFile">Path of the file that the client wrote.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="KernelException">The file cannot be used, or a port is taken.</exception>
    public static int Run(string connectionFile)
    {
        using (var channels = new Channels(ConnectionFile.Read(connectionFile), Console.Error))
        {
            var kernel = new Kernel(channels);
            using var console = new ConsoleCapture(kernel.ShowLate, CellInput.None);
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => kernel.OnSignal(signal, kernel.Interrupt));
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => kernel.OnSignal(signal, channels.Stop));
            using var orphan = ParentWatch.Start(channels.Stop);
            kernel.Serve();
        }
        Environment.Exit(0); // a cell may have left threads behind, which would keep the process
        return 0;
    }

    private void Serve()
    {
        new Thread(WorkOff, StackBytes) { IsBackground = true, Name = "requests" }.Start();
        _channels.Publish("status", [], new JsonObject { ["execution_state"] = "starting" });
        _channels.Run(
            request => _requests.Add((Interlocked.Increment(ref _received), request)),
            request => Handle(Channel.Control, request, AnswerControl),
            reply => Ready()?.Answers.Add(reply.Text("value") ?? ""));
    }

    private void WorkOff()
    {
        using var quiet = new Timer(_ => WarmUpAssistance());
        foreach (var (number, request) in _requests.GetConsumingEnumerable())
        {
            quiet.Change(Timeout.Infinite, Timeout.Infinite);
            Handle(Channel.Shell, request, number <= _abortedUpTo ? Aborted : AnswerShell);
            if (!_warm && request.Type == "execute_request")
                quiet.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The first completion takes seconds, so it is tried in a pause; a notebook that runs without a reader never makes one.</summary>
    private void WarmUpAssistance()
    {
        _warm = true;
        new Thread(_assistant.WarmUp) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "assistance" }.Start();
    }

    private void Handle(Channel channel, Message request, Func<Message, JsonObject?> answer)
    {
        Status("busy", request);
        if (Answered(request, answer) is { } reply)
            _channels.Reply(channel, request, reply);
        Status("idle", request);
        if (request.Type == "shutdown_request")
            _channels.Stop();
    }

    /// <summary>A request that fails is answered with the failure; the next one is served as if nothing had been.</summary>
    private static JsonObject? Answered(Message request, Func<Message, JsonObject?> answer)
    {
        try
        {
            return answer(request);
        }
        catch (Exception e)
        {
            var reply = OutputMessages.Error(CellErrors.OfException(e));
            reply["status"] = "error";
            return reply;
        }
    }

    private JsonObject? AnswerShell(Message request) => request.Type switch
    {
        "kernel_info_request" => KernelInfo.Reply(),
        "execute_request" => Execute(request),
        "complete_request" => _assistance.Complete(request),
        "inspect_request" => _assistance.Inspect(request),
        "is_complete_request" => Assistance.IsComplete(request),
        "history_request" => _history.Reply(request),
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        "comm_open" => RefuseComm(request),
        "shutdown_request" => Shutdown(request),
        _ => null,
    };

    private JsonObject? AnswerControl(Message request) => request.Type switch
    {
        "kernel_info_request" => KernelInfo.Reply(),
        "interrupt_request" => InterruptReply(),
        "shutdown_request" => Shutdown(request),
        _ => null,
    };

    private JsonObject Execute(Message request)
    {
        var reply = _execution.Result.Run(request);
        if ((string?)reply["status"] == "error" && (request.Flag("stop_on_error") ?? true))
            _abortedUpTo = Volatile.Read(ref _received);
        return reply;
    }

    /// <summary>What was sent before the failure became known is not run: the reader of "run all" wants to stop there.</summary>
    private JsonObject? Aborted(Message request)
        => request.Type == "execute_request" ? new JsonObject { ["status"] = "aborted", ["execution_count"] = 0 } : AnswerShell(request);

    private JsonObject? RefuseComm(Message request)
    {
        _channels.Publish("comm_close", request.Header, new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() });
        return null;
    }

    private JsonObject InterruptReply()
    {
        Interrupt();
        return new JsonObject { ["status"] = "ok" };
    }

    private JsonObject Shutdown(Message request)
    {
        Interrupt();
        return new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart") ?? false };
    }

    private void Interrupt() => Ready()?.Interrupt();

    private void ShowLate(string stream, string text) => Ready()?.ShowLate(stream, text);

    private Execution? Ready() => _execution.IsCompletedSuccessfully ? _execution.Result : null;

    private void Status(string state, Message request)
        => _channels.Publish("status", request.Header, new JsonObject { ["execution_state"] = state });

    private void OnSignal(PosixSignalContext signal, Action act)
    {
        signal.Cancel = true;
        act();
    }
}
