namespace Workbook.Imaging.Sets;

/// <summary>The path of a file that a table names.</summary>
internal static class FileBelow
{
    /// <exception cref="DatasetException">The name leads out of the folder.</exception>
    internal static string Of(string folder, string name, string table)
    {
        var (home, path) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(folder, name)));
        return path.StartsWith(home, StringComparison.Ordinal) ? path
            : throw new DatasetException($"{table} names the file {name}, which leads out of {folder}; names must stay below it");
    }
}
