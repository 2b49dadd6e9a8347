using System.Text.Json.Serialization;

namespace Workbook.Results.Records;

/// <summary>Named columns and rows of numbers and texts, from which figures and the tables of the README are drawn.</summary>
public sealed class ResultTable
{
    private readonly List<IReadOnlyList<ResultCell>> rows = [];

    /// <summary>Makes a table without rows.</summary>
    /// <param name="columns">Names of the columns, with the unit where there is one, each once.</param>
    /// <exception cref="ArgumentException">There is no column, or a name stands twice.</exception>
    public ResultTable(params IReadOnlyList<string> columns) : this(columns, [])
    {
    }

    /// <summary>Makes a table with rows.</summary>
    /// <param name="columns">Names of the columns, with the unit where there is one, each once.</param>
    /// <param name="rows">Rows with one cell for each column.</param>
    /// <exception cref="ArgumentException">There is no column, a name stands twice, or a row has another number of cells.</exception>
    [JsonConstructor]
    public ResultTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<ResultCell>> rows)
    {
        if (columns.Count == 0 || columns.Distinct().Count() != columns.Count)
            throw new ArgumentException($"the columns are [{string.Join(", ", columns)}]; there must be at least one, and each name once");
        Columns = [.. columns];
        foreach (var row in rows)
            Add([.. row]);
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, one cell for each column.</summary>
    public IReadOnlyList<IReadOnlyList<ResultCell>> Rows => rows;

    /// <summary>Adds a row at the end.</summary>
    /// <param name="cells">One cell for each column; numbers and texts convert by themselves.</param>
    /// <returns>The table, so that calls can be chained.</returns>
    /// <exception cref="ArgumentException">The number of cells is not the number of columns.</exception>
    public ResultTable Add(params ResultCell[] cells)
    {
        if (cells.Length != Columns.Count)
            throw new ArgumentException($"the row has {cells.Length} cells, the table {Columns.Count} columns ({string.Join(", ", Columns)})");
        rows.Add([.. cells]);
        return this;
    }

    /// <summary>The cells of one column, from the first row to the last.</summary>
    /// <param name="name">Name of the column.</param>
    /// <returns>One cell for each row.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public IReadOnlyList<ResultCell> Column(string name)
    {
        for (int index = 0; index < Columns.Count; index++)
            if (Columns[index] == name)
                return [.. rows.Select(row => row[index])];
        throw new ArgumentException($"there is no column {name}; the columns are {string.Join(", ", Columns)}", nameof(name));
    }

    /// <summary>The numbers of one column, from the first row to the last.</summary>
    /// <param name="name">Name of the column.</param>
    /// <returns>One number for each row; NaN where the cell holds none.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public double[] Numbers(string name) => [.. Column(name).Select(cell => cell.Number ?? double.NaN)];

    /// <summary>One cell: of the first row in which other cells hold given values.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="where">Columns and what they hold.</param>
    /// <returns>The cell; empty where no row is so.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ResultCell Cell(string column, params IReadOnlyList<(string Column, ResultCell Value)> where)
    {
        var (cells, others) = (Column(column), where.Select(one => (Cells: Column(one.Column), one.Value)).ToArray());
        return cells.Where((_, row) => others.All(one => one.Cells[row] == one.Value)).FirstOrDefault();
    }
}
