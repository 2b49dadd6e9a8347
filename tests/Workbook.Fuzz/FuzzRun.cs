using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Fuzz.Targets;

namespace Workbook.Fuzz;

/// <summary>Runs a decoder on seeded mutations and notes every answer that is neither a result nor the decoder's own exception.</summary>
internal sealed class FuzzRun(FuzzTarget target, ulong seed)
{
    private const double SlowMilliseconds = 2000; // far above what a whole decode takes, so that a busy machine breaks no run
    private const double HangSeconds = 60;
    private const long MostRetainedBytes = 64 << 20;
    private const int MostFailures = 20;
    private readonly List<FuzzFailure> failures = [];
    private (double Milliseconds, long Bytes) most;
    private long decoded, refused;
    private volatile Mutation? current;

    /// <summary>Folder for the bytes of failures; <c>null</c> saves nothing.</summary>
    internal string? Folder { get; init; }

    private sealed record Mutation(long Index, byte[] Bytes)
    {
        private readonly TimeSpan cpu = Environment.CpuUsage.TotalTime;
        private readonly long started = Stopwatch.GetTimestamp();

        internal TimeSpan Waited => Stopwatch.GetElapsedTime(started);

        /// <summary>Time that it took: no more than the processor gave to this process, so that a busy machine makes nothing slow.</summary>
        internal double Milliseconds => Math.Min(Waited.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    /// <summary>The bytes of one mutation.</summary>
    internal static byte[] Bytes(FuzzTarget target, ulong seed, long index) => target.Next(new SeededRandom(seed, (ulong)index));

    /// <summary>Runs mutations one after the other; stops early after too many failures.</summary>
    internal FuzzOutcome Run(long first, long count)
    {
        foreach (var good in target.Seeds)
            target.Decode(good);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var watchdog = new Timer(_ => WatchForHang(), null, 1000, 1000);
        var (start, done) = (Stopwatch.StartNew(), 0L);
        for (; done < count && failures.Count < MostFailures; done++)
            Try(first + done, Bytes(target, seed, first + done));
        current = null;
        CheckRetained(first + done - 1, GC.GetTotalMemory(forceFullCollection: true) - before);
        return new(target.Name, seed, done, decoded, refused, most.Milliseconds, most.Bytes, target.AllowedBytes([]), start.Elapsed.TotalSeconds, failures);
    }

    private void Try(long index, byte[] bytes)
    {
        current = new(index, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Decode(bytes);
            decoded++;
        }
        catch (Exception refusal) when (target.Refuses(refusal))
        {
            refused++;
        }
        catch (Exception defect)
        {
            Fail(index, bytes, defect.ToString());
        }
        Measure(current, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Measure(Mutation mutation, long allocated)
    {
        var milliseconds = mutation.Milliseconds;
        most = (Math.Max(most.Milliseconds, milliseconds), Math.Max(most.Bytes, allocated));
        if (milliseconds > SlowMilliseconds)
            Fail(mutation.Index, mutation.Bytes, $"took {milliseconds:0} ms, allowed {SlowMilliseconds:0}");
        if (allocated > target.AllowedBytes(mutation.Bytes))
            Fail(mutation.Index, mutation.Bytes, $"allocated {allocated:N0} bytes, allowed {target.AllowedBytes(mutation.Bytes):N0}");
    }

    /// <summary>A decoder may keep tables for later, but not more and more of them.</summary>
    private void CheckRetained(long last, long retained)
    {
        if (retained > MostRetainedBytes)
            Fail(last, [], $"{retained:N0} bytes are still held after the last mutation, allowed {MostRetainedBytes:N0}");
    }

    private void Fail(long index, byte[] bytes, string what)
    {
        string? file = null;
        if (Folder is not null)
        {
            Directory.CreateDirectory(Folder);
            file = Path.Combine(Folder, $"{target.Name}-{seed}-{index}.bin");
            File.WriteAllBytes(file, bytes);
        }
        failures.Add(new(index, what, file));
        Console.Error.WriteLine($"{target.Name}: mutation {index} of seed {seed} ({bytes.Length} bytes{(file is null ? "" : ", " + file)}): {what}");
    }

    private void WatchForHang()
    {
        if (current is not { } mutation || mutation.Waited.TotalSeconds < HangSeconds)
            return;
        Fail(mutation.Index, mutation.Bytes, $"still running after {HangSeconds} s; the run ends here");
        Environment.Exit(3);
    }
}
