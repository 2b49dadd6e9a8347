namespace Workbook.Imaging.Sets;

/// <summary>One column of a small comma-separated file, by the names in another column.</summary>
internal sealed class NamedColumn
{
    private readonly string path;
    private readonly string column;
    private readonly Dictionary<string, string> values = [];

    private NamedColumn(string path, string column) => (this.path, this.column) = (path, column);

    /// <exception cref="DatasetException">The file cannot be read, lacks a column, or has a line of another length.</exception>
    internal static NamedColumn Read(string path, string key, string column)
    {
        var table = new NamedColumn(path, column);
        var lines = Lines(path);
        var head = lines.Length > 0 ? lines[0].TrimStart('\uFEFF').Split(',') : [];
        var (name, value) = (Array.IndexOf(head, key), Array.IndexOf(head, column));
        if (name < 0 || value < 0)
            throw new DatasetException($"{path} has the columns {string.Join(", ", head)}; it needs {key} and {column}");
        foreach (var (number, line) in lines.Index().Skip(1).Where(line => line.Item.Length > 0))
            table.values[line.Split(',') is var cells && cells.Length == head.Length ? cells[name]
                : throw new DatasetException($"line {number + 1} of {path} has {line.Split(',').Length} cells, the first line {head.Length}")] = cells[value];
        return table;
    }

    /// <exception cref="DatasetException">There is no such name.</exception>
    internal string this[string name] => values.TryGetValue(name, out var value) ? value
        : throw new DatasetException($"{path} has no line for {name}; add one, so that its {column} is known");

    private static string[] Lines(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Take(1_000_000)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message} Check the rights", e);
        }
    }
}
