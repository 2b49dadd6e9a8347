using System.Globalization;
using System.Text;
using Workbook.Results.Figures.Svg;
using Workbook.Results.Metrics;

namespace Workbook.Results.Figures;

/// <summary>Writes a table for pages, terminals, Markdown and other programs.</summary>
internal static class TableWriter
{
    private const string Cell = "padding:4px 12px;border:0;white-space:nowrap;";

    public static string Html(Table table)
    {
        var html = new StringBuilder("<figure class=\"workbook-table\" style=\"margin:0.5em 0;overflow-x:auto\">\n");
        html.Append($"<table style=\"border-collapse:collapse;font:13px {SvgCanvas.Font};border-top:1.5px solid;border-bottom:1.5px solid\">\n");
        if (table.TitleText.Length > 0)
            html.Append($"<caption style=\"text-align:left;font-weight:bold;font-size:15px;padding:4px 0;color:inherit\">{Markup.Escape(table.TitleText)}</caption>\n");
        html.Append("<thead><tr style=\"border-bottom:1px solid\">");
        foreach (var column in table.Columns)
            html.Append($"<th style=\"{Cell}{Align(column)}\">{Markup.Escape(column.Name)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        for (var row = 0; row < table.RowCount; row++)
        {
            html.Append("<tr>");
            foreach (var column in table.Columns)
                html.Append($"<td style=\"{Cell}{Align(column)}{(column.IsBest[row] ? "font-weight:bold" : "")}\">{Markup.Escape(column.Texts[row])}</td>");
            html.Append("</tr>\n");
        }
        return html.Append("</tbody>\n</table>").Append(StillFigure.Caption(table.CaptionText)).Append("\n</figure>").ToString();
    }

    public static string Text(Table table)
    {
        var text = new StringBuilder(table.TitleText.Length > 0 ? table.TitleText + "\n" : "");
        var columns = table.Columns.Select(c => (Column: c, Lines: Lines(c))).ToArray();
        for (var line = 0; line <= table.RowCount; line++)
        {
            var cells = columns.Select(c => Padded(c.Lines, line, c.Column.Numeric));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
            if (line == 0)
                text.Append(string.Join("  ", columns.Select(c => new string('-', c.Lines.Max(l => l.Length))))).Append('\n');
        }
        return text.Append(table.CaptionText).ToString().TrimEnd('\n');
    }

    public static string Markdown(Table table)
    {
        var text = new StringBuilder(table.TitleText.Length > 0 ? $"**{MarkdownCell(table.TitleText)}**\n\n" : "");
        text.Append("| ").AppendJoin(" | ", table.Columns.Select(c => MarkdownCell(c.Name))).Append(" |\n|");
        foreach (var column in table.Columns)
            text.Append(column.Numeric ? "---:|" : "---|");
        text.Append('\n');
        for (var row = 0; row < table.RowCount; row++)
            text.Append("| ").AppendJoin(" | ", table.Columns.Select(c => c.IsBest[row] ? $"**{MarkdownCell(c.Texts[row])}**" : MarkdownCell(c.Texts[row]))).Append(" |\n");
        if (table.CaptionText.Length > 0)
            text.Append('\n').Append(MarkdownCell(table.CaptionText)).Append('\n');
        return text.ToString();
    }

    public static string Csv(Table table)
    {
        var columns = table.Columns.SelectMany(CsvColumns).ToArray();
        var text = new StringBuilder().AppendJoin(',', columns.Select(c => Quoted(c.Name))).Append("\r\n");
        for (var row = 0; row < table.RowCount; row++)
            text.AppendJoin(',', columns.Select(c => Quoted(Convert.ToString(c.Values[row], CultureInfo.InvariantCulture) ?? ""))).Append("\r\n");
        return text.ToString();
    }

    /// <summary>Mean and deviation are two columns, for a program would have to take "1 ± 2" apart.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<object?> Values)> CsvColumns(TableColumn column) => !column.Values.Any(value => value is MeanAndSpread)
        ? [(column.Name, column.Values)]
        : [(column.Name, [.. column.Values.Select(value => value is MeanAndSpread spread ? spread.Mean : value)]),
            ($"± {column.Name}", [.. column.Values.Select(value => value is MeanAndSpread spread ? (object?)spread.Deviation : null)])];

    private static string Align(TableColumn column) => column.Numeric ? "text-align:right;font-variant-numeric:tabular-nums;" : "text-align:left;";

    private static string[] Lines(TableColumn column) => [column.Name, .. column.Texts.Select((t, i) => column.IsBest[i] ? "*" + t : t)];

    private static string Padded(string[] lines, int line, bool right)
    {
        var width = lines.Max(l => l.Length);
        return right ? lines[line].PadLeft(width) : lines[line].PadRight(width);
    }

    private static string MarkdownCell(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("|", "\\|").Replace("\n", " ").Replace("\r", "");

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
