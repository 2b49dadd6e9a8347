using System.ComponentModel;
using System.Diagnostics;

namespace Workbook.Imaging.Standard;

/// <summary>Runs ffmpeg on bytes in memory.</summary>
internal static class Ffmpeg
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);
    private const int MostWords = 300;

    private static readonly Lazy<(string Encoders, string? Missing)> Found = new(() =>
    {
        try
        {
            return (System.Text.Encoding.UTF8.GetString(Run(["-encoders"], default, 1 << 20)), null);
        }
        catch (FfmpegException e)
        {
            return ("", e.Message);
        }
    });

    /// <summary>Why an encoder cannot be used here; null where it can.</summary>
    /// <param name="library">Its name, such as <c>libx265</c>.</param>
    internal static string? WhyWithout(string library) => Found.Value.Missing ?? (Found.Value.Encoders.Contains(library, StringComparison.Ordinal) ? null
        : $"this ffmpeg has no {library}; install one that has, such as Debian's package ffmpeg");

    /// <summary>Runs it once.</summary>
    /// <param name="arguments">What to do, from pipe:0 to pipe:1.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="mostBytes">Most bytes that it may write; it is stopped where it goes on.</param>
    /// <exception cref="FfmpegException">It is not there, fails, writes too much, or does not end.</exception>
    internal static byte[] Run(string[] arguments, ReadOnlyMemory<byte> input, int mostBytes)
        => Run("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", "-threads", "1", .. arguments], input, mostBytes, MostTime);

    /// <summary>Runs a program so that nothing of it is left behind, whatever it does.</summary>
    /// <exception cref="FfmpegException">It is not there, fails, writes too much, or does not end in time.</exception>
    internal static byte[] Run(string program, string[] arguments, ReadOnlyMemory<byte> input, int mostBytes, TimeSpan mostTime)
    {
        using var process = Start(program, arguments);
        using var end = new CancellationTokenSource(mostTime);
        try
        {
            var words = process.StandardError.ReadToEndAsync(end.Token);
            var fed = Feed(process, input, end.Token);
            var output = Read(process.StandardOutput.BaseStream, mostBytes, end.Token);
            fed.GetAwaiter().GetResult();
            process.WaitForExitAsync(end.Token).GetAwaiter().GetResult();
            return process.ExitCode == 0 ? output : throw new FfmpegException(Last(words.GetAwaiter().GetResult()));
        }
        catch (OperationCanceledException e)
        {
            throw new FfmpegException($"{program} did not end within {mostTime.TotalMinutes} minutes", e);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new FfmpegException($"{program} is not on the search path; install it (Debian and Ubuntu: apt install {program})", e);
        }
    }

    // A reader that has seen enough closes its end; that is its own affair.
    private static async Task Feed(Process process, ReadOnlyMemory<byte> input, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancel).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    private static byte[] Read(Stream output, int mostBytes, CancellationToken cancel)
    {
        var (bytes, part) = (new MemoryStream(), new byte[1 << 16]);
        while (output.ReadAsync(part, cancel).AsTask().GetAwaiter().GetResult() is > 0 and var count)
        {
            bytes.Write(part, 0, count);
            if (bytes.Length > mostBytes)
                throw new FfmpegException($"ffmpeg writes more than the {mostBytes:N0} bytes that were expected");
        }
        return bytes.ToArray();
    }

    private static string Last(string words)
    {
        var line = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "ffmpeg failed without a word";
        return line.Length > MostWords ? line[..MostWords] : line;
    }
}
