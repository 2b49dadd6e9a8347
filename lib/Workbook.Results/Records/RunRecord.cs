namespace Workbook.Results.Records;

/// <summary>The data that a run was made on.</summary>
/// <param name="Name">Name of the data set and of the part used.</param>
/// <param name="Count">Number of images or other items.</param>
public sealed record DataRecord(string Name, int Count);

/// <summary>What one run measured, with everything needed to judge and repeat it.</summary>
public sealed record RunRecord
{
    /// <summary>Name of the run, for example <c>accuracy-cracks</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When the run began.</summary>
    public DateTimeOffset When { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Hash of the commit, see <see cref="GitCommit"/>; null where there is none.</summary>
    public string? Commit { get; init; }

    /// <summary>The seed that all randomness of the run comes from.</summary>
    public ulong Seed { get; init; }

    /// <summary>The machine, by default the one that runs this.</summary>
    public MachineRecord Machine { get; init; } = MachineRecord.Here();

    /// <summary>How long the run took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The data, where there was any.</summary>
    public DataRecord? Data { get; init; }

    /// <summary>Settings of the run by name. Written in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Measured values by name, with the unit in the name. Written in the order of their names.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Measured tables by name. Written in the order of their names.</summary>
    public IReadOnlyDictionary<string, ResultTable> Tables { get; init; } = new Dictionary<string, ResultTable>();
}
