namespace Workbook.Imaging.Sets;

/// <summary>The folder that holds the user's data sets, one folder each.</summary>
/// <remarks>Given by a path, or by the environment variable WORKBOOK_DATA. Nothing is ever downloaded.</remarks>
public sealed record DataRoot
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "WORKBOOK_DATA";

    /// <summary>Takes a folder by its path.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DatasetException">The folder is not there.</exception>
    public DataRoot(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(Path))
            throw new DatasetException($"the data folder {Path} is not there; make it and put the sets of data/README.md in it, "
                + $"or set {Variable} to another folder");
    }

    /// <summary>True when WORKBOOK_DATA names a folder; false runs on the project's own scenes.</summary>
    public static bool IsSet => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Takes the folder that WORKBOOK_DATA names.</summary>
    /// <returns>The data root.</returns>
    /// <exception cref="DatasetException">The variable is not set, or names no folder.</exception>
    public static DataRoot FromEnvironment() => IsSet ? new DataRoot(Environment.GetEnvironmentVariable(Variable)!)
        : throw new DatasetException($"{Variable} is not set; set it to the folder that holds your data sets (data/README.md), "
            + "or run on the project's own scenes, which need no data");

    /// <summary>Whether a folder with this name is in the data root.</summary>
    /// <param name="name">Folder's name, for example <c>crack-ozgenel</c>.</param>
    /// <returns>True when it is there.</returns>
    public bool Has(string name) => Directory.Exists(System.IO.Path.Combine(Path, name));

    /// <summary>The first of several candidate folders below the root that holds all the wanted folders.</summary>
    internal string Find(string set, string[] candidates, string[] wanted, string card) => FindOrNull(candidates, wanted)
        ?? throw new DatasetException($"the set \"{set}\" was looked for as the folders {string.Join(" and ", wanted)} in "
            + $"{System.IO.Path.Combine(Path, candidates[0])} and {candidates.Length - 1} other places below {Path}; none of these holds them. data/cards/{card}.md says where the archive is published and how to lay it out");

    /// <summary>The same folder, or null where there is none.</summary>
    internal string? FindOrNull(string[] candidates, string[] wanted) => candidates.Select(candidate => System.IO.Path.Combine(Path, candidate))
        .FirstOrDefault(folder => wanted.All(name => Directory.Exists(System.IO.Path.Combine(folder, name))));
}
