using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Workbook.Host.Jupyter;

/// <summary>The five sockets of a kernel. One thread owns them; any thread may send.</summary>
internal sealed class Channels : IDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly RouterSocket _shell = new();
    private readonly RouterSocket _control = new();
    private readonly RouterSocket _input = new();
    private readonly PublisherSocket _output = new();
    private readonly ResponseSocket _heartbeat = new();
    private readonly NetMQQueue<Action> _toSend = new();
    private readonly NetMQPoller _poller;
    private readonly Wire _wire;
    private readonly TextWriter _log;

    /// <summary>Opens the sockets.</summary>
    /// <param name="connection">Where to listen.</param>
    /// <param name="log">Gets a line for every message that is ignored.</param>
    /// <exception cref="KernelException">A port is in use.</exception>
    public Channels(ConnectionFile connection, TextWriter log)
    {
        _log = log;
        _wire = new Wire(new MessageSigner(connection.Key));
        foreach (var (socket, port) in new (NetMQSocket, int)[]
            { (_shell, connection.ShellPort), (_control, connection.ControlPort), (_input, connection.InputPort), (_output, connection.OutputPort), (_heartbeat, connection.HeartbeatPort) })
            Bind(socket, $"{connection.Transport}://{connection.Ip}:{port}");
        _heartbeat.ReceiveReady += (_, e) => e.Socket.SendFrame(e.Socket.ReceiveFrameBytes());
        _toSend.ReceiveReady += (_, e) =>
        {
            while (e.Queue.TryDequeue(out var send, TimeSpan.Zero))
                send();
        };
        _poller = new NetMQPoller { _shell, _control, _input, _heartbeat, _toSend };
    }

    /// <summary>Passes requests on until <see cref="Stop"/>; the handlers run on the calling thread and must be quick.</summary>
    public void Run(Action<Message> onShell, Action<Message> onControl, Action<Message> onInput)
    {
        Listen(_shell, onShell);
        Listen(_control, onControl);
        Listen(_input, onInput);
        _poller.Run();
    }

    /// <summary>Ends <see cref="Run"/> after everything sent before has gone out.</summary>
    public void Stop() => _toSend.Enqueue(_poller.Stop);

    /// <summary>Answers a request on the channel it came from.</summary>
    public void Reply(Channel channel, Message request, JsonObject content)
        => Send(channel == Channel.Control ? _control : _shell, _wire.Make(request.Identities, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), request.Header, content));

    /// <summary>Tells every client what a request shows, or where it stands.</summary>
    public void Publish(string type, JsonObject parent, JsonObject content)
        => Send(_output, _wire.Make([Encoding.UTF8.GetBytes("kernel." + type)], type, parent, content));

    /// <summary>Asks the client whose request runs for a line of input.</summary>
    public void Ask(Message request, string prompt)
        => Send(_input, _wire.Make(request.Identities, "input_request", request.Header, new JsonObject { ["prompt"] = prompt, ["password"] = false }));

    public void Dispose()
    {
        _poller.Dispose();
        foreach (var socket in new NetMQSocket[] { _shell, _control, _input, _output, _heartbeat })
            socket.Dispose();
        _toSend.Dispose();
        NetMQConfig.Cleanup(block: true);
    }

    private void Send(NetMQSocket socket, Message message)
    {
        var frames = _wire.Pack(message);
        _toSend.Enqueue(() => socket.SendMultipartMessage(frames));
    }

    private void Listen(NetMQSocket socket, Action<Message> handle) => socket.ReceiveReady += (_, e) =>
    {
        if (_wire.Unpack(e.Socket.ReceiveMultipartMessage(), out var problem) is { } message)
            handle(message);
        else
            _log.WriteLine($"workbook kernel: a message was ignored: {problem}");
    };

    private static void Bind(NetMQSocket socket, string address)
    {
        socket.Options.Linger = Linger;
        socket.Options.SendHighWatermark = 0; // output is limited per cell; a message that was promised is not dropped
        try
        {
            socket.Bind(address);
        }
        catch (NetMQException e)
        {
            throw new KernelException($"cannot listen on {address}: {e.Message}; another program has the port, start the kernel again", e);
        }
    }
}

/// <summary>Where a request came from.</summary>
internal enum Channel
{
    Shell,
    Control,
}
