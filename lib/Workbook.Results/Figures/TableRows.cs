namespace Workbook.Results.Figures;

/// <summary>A table that grows row by row.</summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed class TableRows : Table
{
    private readonly string[] names;
    private readonly object?[][] rows;

    internal TableRows(string[] names, object?[][] rows)
        : base([.. names.Select((name, i) => new TableColumn(name, Array.ConvertAll(rows, row => row[i]), null, Best.None))], "", "") => (this.names, this.rows) = (names, rows);

    /// <summary>Adds a row.</summary>
    /// <param name="values">One value a column; null leaves a cell empty.</param>
    /// <returns>The table with the new row at the bottom.</returns>
    /// <exception cref="ArgumentException">There are not as many values as columns.</exception>
    public TableRows Row(params object?[] values) => values.Length == names.Length ? new(names, [.. rows, values])
        : throw new ArgumentException($"the row has {values.Length} values for {names.Length} columns ({string.Join(", ", names)}); give one value a column", nameof(values));
}
