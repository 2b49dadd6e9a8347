using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Workbook.Host.Jupyter;

/// <summary>Starts this program's kernel as a process of its own and speaks to it as a front end does.</summary>
internal sealed class KernelClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToSubscribe = TimeSpan.FromMilliseconds(50);

    private readonly string _connectionFile = Path.Combine(Path.GetTempPath(), $"workbook-kernel-{Guid.NewGuid():N}.json");
    private readonly DealerSocket _shell = new();
    private readonly DealerSocket _control = new();
    private readonly SubscriberSocket _output = new();
    private readonly Process _process;
    private readonly Wire _wire;

    /// <summary>Starts a kernel and waits until it answers.</summary>
    /// <param name="folder">The kernel's working folder: that of the notebook.</param>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public KernelClient(string folder)
    {
        var connection = Connection();
        _wire = new Wire(new MessageSigner(connection.Key));
        File.WriteAllText(_connectionFile, JsonSerializer.Serialize(connection));
        var command = KernelCommand.OfThisProgram();
        var start = new ProcessStartInfo(command.Dotnet, [command.Workbook, "kernel", "start", _connectionFile]) { WorkingDirectory = folder };
        start.Environment[ParentWatch.Variable] = $"{Environment.ProcessId}";
        _process = Process.Start(start)!;
        _output.SubscribeToAnyTopic();
        foreach (var (socket, port) in new (NetMQSocket, int)[] { (_shell, connection.ShellPort), (_control, connection.ControlPort), (_output, connection.OutputPort) })
            socket.Connect($"tcp://{connection.Ip}:{port}");
        WaitUntilSubscribed();
    }

    /// <summary>Runs a cell to its end.</summary>
    /// <param name="code">The cell.</param>
    /// <returns>What it showed: messages of the output channel without those on the kernel's state.</returns>
    public IReadOnlyList<Message> Execute(string code)
    {
        var request = Send(_shell, "execute_request", new JsonObject { ["code"] = code, ["silent"] = false, ["allow_stdin"] = false, ["user_expressions"] = new JsonObject() });
        var shown = new List<Message>();
        for (var message = Next(_output, Patience); !IsIdle(message, request); message = Next(_output, Patience))
            shown.Add(message!);
        Answer(_shell, request);
        return shown;
    }

    /// <summary>Sends a request that shows nothing and gives the content of its reply.</summary>
    public JsonObject Ask(string type, JsonObject content) => Answer(_shell, Send(_shell, type, content)).Content;

    /// <summary>Shuts the kernel down.</summary>
    public void Dispose()
    {
        Send(_control, "shutdown_request", new JsonObject { ["restart"] = false });
        if (!_process.WaitForExit(Patience))
            _process.Kill(entireProcessTree: true);
        foreach (var socket in new NetMQSocket[] { _shell, _control, _output })
            socket.Dispose();
        _process.Dispose();
        File.Delete(_connectionFile);
    }

    private static ConnectionFile Connection()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        Array.ForEach(listeners, listener => listener.Stop());
        return new ConnectionFile
        {
            ShellPort = ports[0],
            ControlPort = ports[1],
            OutputPort = ports[2],
            InputPort = ports[3],
            HeartbeatPort = ports[4],
            Key = RandomNumberGenerator.GetHexString(32),
        };
    }

    /// <summary>A publisher sends nothing to those who have not subscribed yet: asks until an answer is heard.</summary>
    private void WaitUntilSubscribed()
    {
        var watch = Stopwatch.StartNew();
        do
        {
            if (watch.Elapsed > Patience || _process.HasExited)
                throw new TimeoutException("the kernel does not answer; its last words are above");
            Answer(_shell, Send(_shell, "kernel_info_request", []));
        }
        while (Next(_output, TimeToSubscribe) is null);
        while (Next(_output, TimeToSubscribe) is not null)
        {
            // What belongs to the questions so far.
        }
    }

    private Message Send(NetMQSocket socket, string type, JsonObject content)
    {
        var request = _wire.Make([], type, [], content);
        socket.SendMultipartMessage(_wire.Pack(request));
        return request;
    }

    private Message Answer(NetMQSocket socket, Message request)
    {
        while (true)
            if (Next(socket, Patience) is { } reply && Answers(reply, request))
                return reply;
    }

    private Message? Next(NetMQSocket socket, TimeSpan patience)
    {
        var frames = new NetMQMessage();
        return socket.TryReceiveMultipartMessage(patience, ref frames) ? _wire.Unpack(frames, out _)
            : patience < Patience ? null : throw new TimeoutException($"the kernel was silent for {Patience.TotalSeconds:0} s");
    }

    private static bool Answers(Message reply, Message request) => (string?)reply.Parent["msg_id"] == (string?)request.Header["msg_id"];

    private static bool IsIdle(Message? message, Message request)
        => message is { Type: "status" } && message.Text("execution_state") == "idle" && Answers(message, request);
}
