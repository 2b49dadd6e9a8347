using System.Text;
using Workbook.Results.Records;

namespace Workbook.Results.Figures;

/// <summary>A table of values: columns with number formats, the best value marked.</summary>
/// <remarks><c>Table.Of(results).Column("codec", r => r.Name).Column("bpp", r => r.Bpp, "0.0000", Best.Lowest)</c>, or row by row:
/// <c>Table.Heads("codec", "bpp").Row("WebP", 0.09)</c>.</remarks>
[TypeFormatterSource(typeof(TableFormatters))]
public class Table
{
    private protected Table(IReadOnlyList<TableColumn> columns, string title, string caption) => (Columns, TitleText, CaptionText) = (columns, title, caption);

    internal IReadOnlyList<TableColumn> Columns { get; }

    internal string TitleText { get; }

    internal string CaptionText { get; }

    internal int RowCount => Columns.Count == 0 ? 0 : Columns[0].Texts.Count;

    /// <summary>A table with one row an item; its columns are added one by one.</summary>
    /// <param name="items">Items, one a row.</param>
    /// <typeparam name="T">Type of an item.</typeparam>
    /// <returns>A table without columns yet.</returns>
    public static Table<T> Of<T>(IEnumerable<T> items) => new([.. items], [], "", "");

    /// <summary>A recorded table.</summary>
    /// <param name="results">Columns and rows of a result file.</param>
    /// <returns>The table, numbers to four digits.</returns>
    public static Table Of(ResultTable results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new([.. results.Columns.Select(name => new TableColumn(name, [.. results.Column(name).Select(cell => (object?)cell.Text ?? cell.Number)], null, Best.None))], "", "");
    }

    /// <summary>A table with named columns; its rows are added one by one.</summary>
    /// <param name="names">Name of each column.</param>
    /// <returns>A table without rows yet.</returns>
    public static TableRows Heads(params IEnumerable<string> names) => new([.. names], []);

    /// <summary>Sets the line above the table.</summary>
    /// <param name="text">Title; plain text.</param>
    /// <returns>The changed table.</returns>
    public Table Title(string text) => new(Columns, text, CaptionText);

    /// <summary>Sets the line below the table.</summary>
    /// <param name="text">Caption; plain text.</param>
    /// <returns>The changed table.</returns>
    public Table Caption(string text) => new(Columns, TitleText, text);

    /// <summary>The table as an HTML fragment.</summary>
    /// <returns>One <c>figure</c> element with a <c>table</c> in it; best values are bold.</returns>
    public string ToHtml() => TableWriter.Html(this);

    /// <summary>The table for a terminal, columns aligned; best values carry a star.</summary>
    /// <returns>Lines of text.</returns>
    public string ToText() => TableWriter.Text(this);

    /// <summary>The table in Markdown; best values are bold.</summary>
    /// <returns>Lines of text that GitHub shows as a table.</returns>
    public string ToMarkdown() => TableWriter.Markdown(this);

    /// <summary>The table as comma-separated values (RFC 4180), numbers in full precision whatever the culture.</summary>
    /// <returns>A head line and one line a row; a column of means with spreads becomes two.</returns>
    public string ToCsv() => TableWriter.Csv(this);

    /// <summary>The table in LaTeX, with the rules of the package booktabs; best values are bold.</summary>
    /// <remarks>Every character that LaTeX reads as a command is escaped, so names may hold any. A mean with its spread becomes <c>0.812 $\pm$ 0.013</c>.</remarks>
    /// <returns>A <c>tabular</c> environment; inside a <c>table</c> with a caption where there is a title or a caption.</returns>
    public string ToLatex() => LatexTable.Write(this);

    /// <summary>The same as <see cref="ToText"/>.</summary>
    /// <returns>Lines of text.</returns>
    public sealed override string ToString() => ToText();

    /// <summary>Writes the table to a file; the ending decides how.</summary>
    /// <param name="path">Ends in <c>.html</c>, <c>.md</c>, <c>.csv</c>, <c>.tex</c> or <c>.txt</c>.</param>
    /// <exception cref="ArgumentException">The ending is another.</exception>
    public void Save(string path) => File.WriteAllText(path, Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".html" => $"<!doctype html>\n<meta charset=\"utf-8\">\n{ToHtml()}\n",
        ".md" => ToMarkdown(),
        ".csv" => ToCsv(),
        ".tex" => ToLatex(),
        ".txt" => ToText(),
        _ => throw new ArgumentException($"'{path}' has an ending a table cannot be written as; use .html, .md, .csv, .tex or .txt", nameof(path)),
    }, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
