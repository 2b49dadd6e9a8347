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
        foreach (var row in CsvTable.Read(path, key, column).Rows)
            table.values[row[key]] = row[column];
        return table;
    }

    /// <exception cref="DatasetException">There is no such name.</exception>
    internal string this[string name] => values.TryGetValue(name, out var value) ? value
        : throw new DatasetException($"{path} has no line for {name}; add one, so that its {column} is known");
}
