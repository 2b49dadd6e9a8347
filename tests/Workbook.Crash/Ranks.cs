using System.Diagnostics;
using System.Globalization;
using Workbook.Learning.Training;
using Workbook.Learning.Training.Distributed;

namespace Workbook.Crash;

/// <summary>One of several processes that mpirun starts: trains with the others, goes on where they stopped, and may do something bad.</summary>
/// <param name="group">All of them.</param>
/// <param name="deed">What the last of them does after the third step: <c>stop</c>, <c>throw</c> or <c>kill</c> itself.</param>
internal sealed class Ranks(ProcessGroup group, string deed)
{
    private const int Third = 3;

    internal static int Run(string folder, string deed) => ProcessGroup.Run(group => new Ranks(group, deed).Train(folder));

    private int Train(string folder)
    {
        using var stop = new CancellationTokenSource();
        using var training = new SmallJointTraining(SmallJointTraining.Options with { CheckpointFolder = folder, Group = group });
        training.Trainer.Resume(out _);
        var progress = new TrainingWatch(at =>
        {
            if (at.Step == Third && group.Rank == group.Size - 1)
                Do(stop);
        });
        var result = training.Run(() => group.IsFirst ? -training.Trainer.Step : throw new InvalidOperationException("the first process alone evaluates"), progress, stop.Token);
        var terms = string.Join(' ', result.Last.OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => term.Value.ToString("R", CultureInfo.InvariantCulture)));
        Console.WriteLine($"rank {group.Rank} {result.Outcome} after {result.Steps} best {result.Best!.Value.Step} weights {training.Fingerprint} terms {terms}");
        return 0;
    }

    private void Do(CancellationTokenSource stop)
    {
        if (deed == "stop")
            stop.Cancel();
        if (deed == "throw")
            throw new IOException("this rank's disk is gone");
        if (deed == "kill")
            Process.GetCurrentProcess().Kill();
    }
}
