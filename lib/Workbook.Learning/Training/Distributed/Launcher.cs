using System.Globalization;

namespace Workbook.Learning.Training.Distributed;

/// <summary>What the program that started this process says of the others, by the environment that it leaves.</summary>
/// <remarks>
/// Open MPI's mpirun sets OMPI_COMM_WORLD_SIZE (versions 3 to 5, also inside a Slurm job). Slurm's srun sets SLURM_STEP_NUM_TASKS for the
/// processes of this very command (SLURM_NTASKS is also there in a batch script that runs one), and with --mpi=pmix PMIX_RANK, which is how Open
/// MPI's library finds its peers. PMI_SIZE is what mpiexec of MPICH and Intel MPI sets, and srun with --mpi=pmi2; their processes
/// cannot meet through Open MPI. What would train alone beside the others, writing the same files, is refused.
/// </remarks>
internal static class Launcher
{
    private const string Start = "start it with Open MPI's mpirun -n 2 ... or with srun --mpi=pmix ...";

    /// <summary>How many processes were started together; 1 where this one was started for itself.</summary>
    /// <param name="variable">The environment: a variable's value by its name, null where it is not set.</param>
    /// <exception cref="PlatformNotSupportedException">Several were started, but not so that they can meet; the message says how they could.</exception>
    internal static int Count(Func<string, string?> variable)
    {
        if (Number(variable("OMPI_COMM_WORLD_SIZE")) is { } ranks)
            return ranks;
        var (tasks, peers) = (Number(variable("SLURM_STEP_NUM_TASKS")) ?? 1, Number(variable("PMI_SIZE")) ?? 1);
        if (tasks > 1 && variable("PMIX_RANK") is null)
            throw new PlatformNotSupportedException($"srun started {tasks} processes that cannot meet, so each would train alone; {Start}. "
                + "For trainings of their own, one for each task, unset SLURM_STEP_NUM_TASKS");
        if (tasks == 1 && peers > 1)
            throw new PlatformNotSupportedException($"{peers} processes were started by another MPI (PMI_SIZE is set), such as MPICH's or Intel's; {Start}");
        return tasks;
    }

    /// <summary>The number of this process among those on the same machine, from 0; for the choice of a GPU.</summary>
    internal static int LocalRank(Func<string, string?> variable) => Number(variable("OMPI_COMM_WORLD_LOCAL_RANK")) ?? Number(variable("SLURM_LOCALID")) ?? 0;

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
