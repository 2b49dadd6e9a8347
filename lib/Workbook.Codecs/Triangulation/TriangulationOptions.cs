namespace Workbook.Codecs.Triangulation;

/// <summary>What the encoder of triangulations is asked for.</summary>
public sealed record TriangulationOptions
{
    /// <summary>Most colours in the table.</summary>
    public const int MostColors = 32;

    /// <summary>The options that an encoder uses when none are given: 200 bytes, as in the paper's title.</summary>
    public static TriangulationOptions Default { get; } = new();

    /// <summary>Most bytes of the whole stream; fewer are used where more vertices of the table's colours do not lower the error. Not used where <see cref="Vertices"/> is given.</summary>
    public int TargetBytes { get; init; } = 200;

    /// <summary>Number of vertices, the four corners included; <c>null</c> for as many as fit into <see cref="TargetBytes"/>.</summary>
    public int? Vertices { get; init; }

    /// <summary>Colours in the table, 1 to 32; <c>null</c> for one for each 16 bytes, or vertices where these are given, at least 4 and at most 16.</summary>
    public int? Colors { get; init; }

    /// <summary>Pixels between two lines of the grid, 1 to 128; <c>null</c> for about nine places a vertex. A coarse grid may hold too few vertices to use up the target.</summary>
    public int? GridStep { get; init; }

    /// <summary>How many moves of single vertices are tried: the budget of the local search. Each takes less than 0.1 ms for 200 vertices.</summary>
    public int Trials { get; init; } = 800;

    /// <summary>Which moves are tried.</summary>
    public ulong Seed { get; init; } = 1;

    internal int TableSize => Colors ?? Math.Clamp((Vertices ?? TargetBytes) / 16, 4, 16);

    internal void Check()
    {
        Require(TargetBytes >= 1, nameof(TargetBytes), TargetBytes, "at least 1");
        Require(Vertices is null or >= 4, nameof(Vertices), Vertices, "at least 4, the corners");
        Require(Colors is null or (>= 1 and <= MostColors), nameof(Colors), Colors, $"1 to {MostColors}");
        Require(GridStep is null or (>= 1 and <= SketchCoder.MostStep), nameof(GridStep), GridStep, $"1 to {SketchCoder.MostStep}");
        Require(Trials >= 0, nameof(Trials), Trials, "at least 0");
    }

    private static void Require(bool holds, string name, int? value, string allowed)
    {
        if (!holds)
            throw new ArgumentException($"{name} is {value}; it must be {allowed}");
    }
}
