using Workbook.Results.Figures;
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
}
