namespace Workbook.Host.Verbs;

/// <summary>Finds the folders of the workbook, wherever it is called from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Workbook.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither the current folder nor the program lies in a workbook.</exception>
    public static string Root => Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory)
        ?? throw new DirectoryNotFoundException("Workbook.sln is not above the current folder; call ./workbook of a checkout");

    public static string Notebooks => Path.Combine(Root, "notebooks");

    /// <summary>The notebooks of the book in reading order.</summary>
    public static string[] AllNotebooks() => [.. Directory.GetFiles(Notebooks, "*.ipynb").Order(StringComparer.Ordinal)];

    /// <summary>A notebook by its path, its name or the start of its name: <c>03</c> finds 03-magic-codec.</summary>
    public static string FindNotebook(string word)
    {
        if (File.Exists(word))
            return word;
        var found = AllNotebooks().Where(path => Path.GetFileName(path).StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToArray();
        return found.Length == 1 ? found[0] : throw new Cells.NotebookException(
            $"'{word}' names {(found.Length == 0 ? "no notebook" : "several notebooks")}; there are {string.Join(", ", AllNotebooks().Select(Path.GetFileNameWithoutExtension))}");
    }

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Workbook.sln")))
                return at.FullName;
        return null;
    }
}
