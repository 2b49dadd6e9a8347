using Workbook.Learning.Training.Distributed;

namespace Workbook.Host.Verbs.Train;

/// <summary>A verb that mpirun or srun may start as several processes: the first one speaks for all.</summary>
internal static class SharedRun
{
    /// <summary>Does the verb's work in each process.</summary>
    /// <param name="verb">It writes files where <see cref="ProcessGroup.IsFirst"/>; what the others print is not shown.</param>
    /// <returns>The exit code.</returns>
    public static int Do(Func<ProcessGroup, int> verb) => ProcessGroup.Run(group =>
    {
        if (!group.IsFirst)
            Console.SetOut(TextWriter.Null);
        return verb(group);
    });
}
