using System.Text;

namespace Workbook.Results.Figures;

/// <summary>Writes a table in LaTeX.</summary>
internal static class LatexTable
{
    private static readonly Dictionary<char, string> Escapes = new()
    {
        ['\\'] = @"\textbackslash{}",
        ['~'] = @"\textasciitilde{}",
        ['^'] = @"\textasciicircum{}",
        ['<'] = @"\textless{}",
        ['>'] = @"\textgreater{}",
        ['|'] = @"\textbar{}",
        ['"'] = "''",
        ['&'] = @"\&",
        ['%'] = @"\%",
        ['$'] = @"\$",
        ['#'] = @"\#",
        ['_'] = @"\_",
        ['{'] = @"\{",
        ['}'] = @"\}",
        ['−'] = "$-$",
        ['±'] = @"$\pm$",
        ['×'] = @"$\times$",
        ['∞'] = @"$\infty$",
        ['≥'] = @"$\geq$",
        ['≤'] = @"$\leq$",
        ['λ'] = @"$\lambda$",
        ['–'] = "--",
        ['⁻'] = @"\textsuperscript{$-$}",
        ['\n'] = " ",
        ['\r'] = "",
    };

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static string Write(Table table)
    {
        var caption = string.Join(". ", new[] { table.TitleText, table.CaptionText }.Where(text => text.Length > 0).Select(Escape));
        var text = new StringBuilder("% needs \\usepackage{booktabs}\n");
        if (caption.Length > 0)
            text.Append("\\begin{table}\n\\centering\n\\caption{").Append(caption).Append("}\n");
        Tabular(table, text);
        return text.Append(caption.Length > 0 ? "\\end{table}\n" : "").ToString();
    }

    /// <summary>Text in which every character stands for itself.</summary>
    public static string Escape(string text) => string.Concat(text.Select(c => Escapes.TryGetValue(c, out var escape) ? escape
        : Superscripts.IndexOf(c) is >= 0 and var digit ? $"\\textsuperscript{{{digit}}}" : c.ToString()));

    private static void Tabular(Table table, StringBuilder text)
    {
        text.Append("\\begin{tabular}{").AppendJoin("", table.Columns.Select(column => column.Numeric ? 'r' : 'l')).Append("}\n\\toprule\n");
        Row(text, table.Columns.Select(column => Escape(column.Name)));
        text.Append("\\midrule\n");
        for (var row = 0; row < table.RowCount; row++)
            Row(text, table.Columns.Select(column => column.IsBest[row] ? $"\\textbf{{{Escape(column.Texts[row])}}}" : Escape(column.Texts[row])));
        text.Append("\\bottomrule\n\\end{tabular}\n");
    }

    // A row that begins with a bracket would be read as an option of the row before.
    private static void Row(StringBuilder text, IEnumerable<string> cells)
        => text.AppendJoin(" & ", cells.Select(cell => cell.StartsWith('[') ? $"{{{cell}}}" : cell)).Append(" \\\\\n");
}
