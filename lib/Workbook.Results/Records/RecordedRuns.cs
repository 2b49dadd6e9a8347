namespace Workbook.Results.Records;

/// <summary>The result files that come with the workbook, from runs too long to repeat while reading.</summary>
public static class RecordedRuns
{
    /// <summary>The folder data/results of the checkout that this library was built in; null where it lies elsewhere.</summary>
    public static string? Folder { get; } = Above(Path.GetDirectoryName(typeof(RecordedRuns).Assembly.Location));

    /// <summary>Reads the recorded runs whose file name starts with a word.</summary>
    /// <param name="start">Start of the name, for example <c>accuracy-</c>.</param>
    /// <param name="folder">Where to look; <c>null</c> for <see cref="Folder"/>.</param>
    /// <returns>The records in the order of their names; none where nothing was recorded.</returns>
    /// <exception cref="ResultFileException">A file is damaged, or of another version.</exception>
    public static IReadOnlyList<RunRecord> Find(string start, string? folder = null)
    {
        folder ??= Folder;
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.GetFiles(folder, "*.json").Where(path => Path.GetFileName(path).StartsWith(start, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(ResultFile.Load)];
    }

    private static string? Above(string? start)
    {
        for (var at = start is { Length: > 0 } ? new DirectoryInfo(start) : null; at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Workbook.sln")))
                return Path.Combine(at.FullName, "data", "results");
        return null;
    }
}
