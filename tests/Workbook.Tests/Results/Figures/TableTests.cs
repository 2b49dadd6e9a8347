using System.Globalization;
using Workbook.Results.Figures;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Tests.Results.Figures;

public class TableTests
{
    private static readonly (string Name, double Bpp, double Accuracy, int Bytes)[] Rows = [("paper", 0.0393, 97.31, 1114), ("a|b, \"c\" <i>", 0.0078, 99.17, 50)];

    private static Table Sample => Table.Of(Rows).Column("stream", r => r.Name).Column("bpp", r => r.Bpp, "0.0000", Best.Lowest)
        .Column("accuracy (%)", r => r.Accuracy, "0.0", Best.Highest).Column("bytes", r => r.Bytes);

    [Fact]
    public void Text_is_aligned_and_the_best_values_carry_a_star() => Assert.Equal("""
        stream            bpp  accuracy (%)  bytes
        ------------  -------  ------------  -----
        paper          0.0393          97.3  1,114
        a|b, "c" <i>  *0.0078         *99.2     50
        """, Sample.ToText());

    [Fact]
    public void Markdown_escapes_what_would_end_a_cell() => Assert.Equal("""
        | stream | bpp | accuracy (%) | bytes |
        |---|---:|---:|---:|
        | paper | 0.0393 | 97.3 | 1,114 |
        | a\|b, "c" &lt;i> | **0.0078** | **99.2** | 50 |

        """, Sample.ToMarkdown());

    [Fact]
    public void CSV_quotes_by_the_standard_and_keeps_full_precision() =>
        Assert.Equal("stream,bpp,accuracy (%),bytes\r\npaper,0.0393,97.31,1114\r\n\"a|b, \"\"c\"\" <i>\",0.0078,99.17,50\r\n", Sample.ToCsv());

    [Fact]
    public void HTML_escapes_every_cell_and_marks_the_best_bold()
    {
        var html = Sample.Title("<script>").ToHtml();
        Assert.DoesNotContain("<i>", html);
        Assert.DoesNotContain("<script>", html);
        Assert.Equal(3, html.Split("font-weight:bold").Length - 1);
    }

    [Fact]
    public void Best_values_that_read_the_same_share_the_mark()
    {
        var table = Table.Of([1.01, 1.02, 1.2]).Column("x", v => v, "0.0", Best.Lowest);
        Assert.Equal([true, true, false], table.Columns[0].IsBest);
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Table.Heads("a", "b").Row(1));
        Assert.Contains("1 values for 2 columns (a, b)", error.Message);
    }

    [Fact]
    public void A_recorded_table_shows_its_numbers_and_texts()
    {
        var table = Table.Of(new ResultTable("codec", "bpp").Add("WebP", 0.0904));
        Assert.Equal("codec,bpp\r\nWebP,0.0904\r\n", table.ToCsv());
    }

    [Fact]
    public void LaTeX_escapes_every_command_and_marks_the_best_bold() => Assert.Equal("""
        % needs \usepackage{booktabs}
        \begin{table}
        \centering
        \caption{50 \% of \$3. a\_b\textasciicircum{}2 \& \#\{x\}\textasciitilde{}\textbackslash{}}
        \begin{tabular}{lrrr}
        \toprule
        stream & bpp & accuracy (\%) & bytes \\
        \midrule
        paper & 0.0393 & 97.3 & 1,114 \\
        a\textbar{}b, ''c'' \textless{}i\textgreater{} & \textbf{0.0078} & \textbf{99.2} & 50 \\
        \bottomrule
        \end{tabular}
        \end{table}

        """, Sample.Title("50 % of $3").Caption("a_b^2 & #{x}~\\").ToLatex());

    [Fact]
    public void A_mean_stands_with_its_spread_to_two_digits_and_as_two_columns_in_CSV()
    {
        var table = Table.Of<(string Name, object Score)>([("many", new MeanAndSpread(3, 0.81234, 0.0127)), ("[one", new MeanAndSpread(1, -0.5, 0)), ("none", "–")])
            .Column("name", row => row.Name).Column("mIoU", row => row.Score as MeanAndSpread?);
        Assert.Equal("name,mIoU,± mIoU\r\nmany,0.81234,0.0127\r\n[one,-0.5,0\r\nnone,,\r\n", table.ToCsv());
        Assert.Contains("| many | 0.812 ± 0.013 |\n| [one | −0.5 |\n| none |  |\n", table.ToMarkdown());
        Assert.Contains("""
            \begin{tabular}{lr}
            \toprule
            name & mIoU \\
            \midrule
            many & 0.812 $\pm$ 0.013 \\
            {[one} & $-$0.5 \\
            none &  \\
            """, table.ToLatex());
    }

    [Fact]
    public void Exports_are_the_same_in_every_culture()
    {
        var (here, table, comma) = (CultureInfo.CurrentCulture, Sample.Caption("1.5"), (CultureInfo)CultureInfo.InvariantCulture.Clone());
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator, comma.NumberFormat.NegativeSign) = (",", ".", "~");
        string[] Texts() => [table.ToCsv(), table.ToLatex(), table.ToMarkdown(), Chart.Line([0.5], [1.5]).ToTable().ToCsv()];
        var texts = Texts();
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(texts, Texts());
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Fact]
    public void A_chart_gives_its_numbers_as_a_table()
    {
        var chart = Chart.Line(Series.Of("a, b", [0.25, 0.5], [1.5, 2.5], [0.1, 0.2]), Series.Of("c", [1.0], [3.0])).X("size", "bpp").Y("score");
        Assert.Equal("series,size (bpp),score,± score\r\n\"a, b\",0.25,1.5,0.1\r\n\"a, b\",0.5,2.5,0.2\r\nc,1,3,\r\n", chart.ToTable().ToCsv());
        Assert.Contains("has no points", Assert.Throws<InvalidOperationException>(() => Chart.Bar(("a", 1.0)).ToTable()).Message);
    }
}
