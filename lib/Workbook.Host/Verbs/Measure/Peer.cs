using System.Diagnostics;
using System.Text.Json;
using Workbook.Codecs;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A reference codec in Python, kept alive as a child process that times itself.</summary>
internal sealed class Peer : IDisposable
{
    private const string DriverName = "peer_driver.py";
    private readonly PeerScripts _scripts = new(DriverName);
    private readonly Process _process;

    /// <summary>Starts the child; it inherits the core that the calling thread is bound to.</summary>
    public Peer(string python, string module, string model)
    {
        var start = new ProcessStartInfo(python, [_scripts[DriverName], module, model]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        OneCore.LimitThreads(start);
        _process = Process.Start(start)!;
        Codecs = JsonSerializer.Deserialize<Greeting>(ReadLine(), JsonSerializerOptions.Web)!.Codecs;
    }

    /// <summary>What can be asked for: <c>reference</c>, and <c>webp</c> where OpenCV is installed.</summary>
    public IReadOnlyList<string> Codecs { get; }

    /// <summary>Codes and decodes an image several times.</summary>
    public (int Bytes, double[] Encode, double[] Decode) Code(string codec, RgbImage image, double d, int repeats)
    {
        var input = _process.StandardInput.BaseStream;
        var request = new { codec, d, rows = image.Rows, columns = image.Columns, repeats };
        input.Write([.. JsonSerializer.SerializeToUtf8Bytes(request), (byte)'\n']);
        input.Write(image.Pixels);
        input.Flush();
        var answer = JsonSerializer.Deserialize<Answer>(ReadLine(), JsonSerializerOptions.Web)!;
        return answer.Error is null ? (answer.Bytes, answer.Encode, answer.Decode) : throw new IOException($"the peer could not code an image: {answer.Error}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(2)))
            _process.Kill();
        _process.Dispose();
        _scripts.Dispose();
    }

    private string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new IOException("the peer ended early; its last words are above. Does its Python have numpy, scipy, scikit-image and OpenCV?");

    private sealed record Greeting(string[] Codecs);

    private sealed record Answer(int Bytes, double[] Encode, double[] Decode, string? Error = null);
}
