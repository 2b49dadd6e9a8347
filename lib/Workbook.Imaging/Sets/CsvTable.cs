using System.Globalization;
using System.Text;

namespace Workbook.Imaging.Sets;

/// <summary>A small comma-separated file with a head: every row has a cell for each column. A cell in quotes may hold commas, and quotes doubled.</summary>
internal sealed class CsvTable
{
    private readonly string path;
    private readonly string[] head;

    private readonly List<Row> rows = [];

    private CsvTable(string path, string[] head) => (this.path, this.head) = (path, head);

    internal IReadOnlyList<Row> Rows => rows;

    /// <exception cref="DatasetException">The file cannot be read, lacks a column, or has a row of another length.</exception>
    internal static CsvTable Read(string path, params string[] columns)
    {
        var lines = Lines(path);
        var head = lines.Length > 0 ? Cells(path, 1, lines[0].TrimStart('\uFEFF')) : [];
        if (columns.Any(column => !head.Contains(column)))
            throw new DatasetException($"{path} has the columns {string.Join(", ", head)}; it needs {string.Join(" and ", columns)}");
        var table = new CsvTable(path, head);
        foreach (var (at, line) in lines.Index().Skip(1).Where(line => line.Item.Length > 0))
            table.rows.Add(Cells(path, at + 1, line) is var cells && cells.Length == head.Length ? new Row(table, at + 1, cells)
                : throw new DatasetException($"line {at + 1} of {path} has {cells.Length} cells, the first line {head.Length}"));
        return table;
    }

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

    private static string[] Cells(string path, int number, string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[++i]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                Keep();
            else
                cell.Append(line[i]);
        }
        Keep();
        return quoted ? throw new DatasetException($"line {number} of {path} opens a quote that it does not close") : [.. cells];

        void Keep()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }

    /// <summary>One line of the file.</summary>
    internal sealed class Row(CsvTable table, int number, string[] cells)
    {
        internal string this[string column] => cells[Array.IndexOf(table.head, column)];

        /// <exception cref="DatasetException">The cell is no finite number.</exception>
        internal double Number(string column) => double.TryParse(this[column], CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw Bad(column, "a number");

        internal DatasetException Bad(string column, string allowed) => new($"line {number} of {table.path} has the {column} '{this[column]}', expected {allowed}");
    }
}
