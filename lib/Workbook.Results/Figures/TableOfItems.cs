namespace Workbook.Results.Figures;

/// <summary>A table with one row an item; each call of <see cref="Column"/> adds a column.</summary>
/// <typeparam name="T">Type of an item.</typeparam>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed class Table<T> : Table
{
    private readonly T[] items;

    internal Table(T[] items, IReadOnlyList<TableColumn> columns, string title, string caption) : base(columns, title, caption) => this.items = items;

    /// <summary>Adds a column.</summary>
    /// <param name="name">Head of the column, with the unit.</param>
    /// <param name="value">Value of an item.</param>
    /// <param name="format">.NET number format such as "0.0000" or "P1"; null: whole numbers in full, others to four digits.</param>
    /// <param name="best">Which value is marked.</param>
    /// <returns>The table with the new column at the right.</returns>
    public Table<T> Column(string name, Func<T, object?> value, string? format = null, Best best = Best.None) =>
        new(items, [.. Columns, new TableColumn(name, Array.ConvertAll(items, item => value(item)), format, best)], TitleText, CaptionText);
}
