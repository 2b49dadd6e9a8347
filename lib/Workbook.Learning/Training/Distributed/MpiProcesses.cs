namespace Workbook.Learning.Training.Distributed;

/// <summary>The processes that mpirun or srun started together.</summary>
internal sealed class MpiProcesses : ProcessGroup
{
    private const int Failure = 1;

    /// <summary>Meets the others.</summary>
    /// <param name="expected">How many there are, by the program that started them.</param>
    /// <exception cref="IOException">Another number came together.</exception>
    internal MpiProcesses(int expected)
    {
        (Rank, Size) = Mpi.Start();
        if (Size != expected)
            throw new IOException($"{expected} processes were started together, but Open MPI sees {Size}; mpirun and the library may be of two installations");
    }

    public override int Rank { get; }

    public override int Size { get; }

    public override int LocalRank => Launcher.LocalRank(Environment.GetEnvironmentVariable);

    public override void Wait() => Mpi.Wait();

    protected internal override void Sum(Span<float> values) => Mpi.Sum(values);

    protected internal override void Sum(Span<double> values) => Mpi.Sum(values);

    protected internal override void FromFirst(Span<byte> values) => Mpi.FromFirst(values);

    private protected override void Leave() => Mpi.Stop();

    private protected override bool EndAll(Exception cause)
    {
        Console.Error.WriteLine($"rank {Rank} of {Size} on {Environment.MachineName} ends the training of all: {Words(cause)}");
        Mpi.EndAll(Failure);
        return true;
    }

    /// <summary>What is said to people is enough; a bug comes with its place.</summary>
    private static string Words(Exception cause) => cause is ArgumentException or IOException or UnauthorizedAccessException or OperationCanceledException or PlatformNotSupportedException
        || cause.GetType().Namespace?.StartsWith(nameof(Workbook), StringComparison.Ordinal) == true ? cause.Message : cause.ToString();
}
