using System.Text.Json;
using System.Text.RegularExpressions;
using Workbook.Results.Figures;
using Workbook.Results.Report;

namespace Workbook.Tests.Results.Report;

public class ReportPageTests
{
    private const string Attack = "</script><script>alert(1)</script>";

    [Fact]
    public void The_page_names_machine_commit_mode_and_only_the_last_folder_of_the_data()
    {
        var page = new ReportPage
        {
            Facts = new() { When = new DateTimeOffset(2026, 11, 23, 17, 5, 0, TimeSpan.Zero), Machine = "2 cores <fast>", Commit = "5f43803", Mode = "quick", DataRoot = "/home/somebody/sets/cracks/" },
            Interactive = false,
        };
        page.Add("01-a.ipynb", Notebook(("markdown", "# One", null)), 1.25);
        var html = page.ToHtml();
        foreach (var part in new[] { "2026-11-23 17:05", "2 cores &lt;fast&gt;", "5f43803", "quick", "<dd>cracks</dd>", "1.3 in all" })
            Assert.Contains(part, html);
        Assert.DoesNotContain("somebody", html);
    }

    [Fact]
    public void Plotly_is_in_the_page_once_however_many_charts_there_are()
    {
        var page = new ReportPage { Cover = Chart.Line([1, 2]) };
        page.Add("a.ipynb", Notebook(("code", "x", Html(Chart.Line([1, 3]).ToHtml())), ("code", "y", Html(Chart.Line([1, 4]).ToHtml()))));
        Assert.Equal(1, Count(page.ToHtml(), "plotly.js v2.28.0"));
        Assert.Equal(3, Count(page.ToHtml(), "<div class=\"workbook-picture\">"));
    }

    [Fact]
    public void The_copies_of_plotly_that_notebooks_carry_are_left_out()
    {
        var page = new ReportPage { Interactive = false };
        page.Add("a.ipynb", Notebook(("code", "#load \"load.csx\"", Html(InteractiveCharts.Load().ToHtml())), ("code", "1", Html("<p>one</p>"))));
        Assert.DoesNotContain("<script", page.ToHtml());
        Assert.Equal(1, Count(page.ToHtml(), "<div class=\"output\">"));
    }

    [Fact]
    public void Nothing_in_the_page_asks_the_network()
    {
        var page = new ReportPage { Cover = Chart.Line([1, 2]), Interactive = false };
        page.Add("a.ipynb", Notebook(("markdown", "![far](https://example.org/a.png) and [link](https://example.org)\n\n<img src=https://example.org/b.png>", null)));
        var html = page.ToHtml();
        Assert.DoesNotMatch(new Regex("""<[^<>]*\s(?:src|srcset|data|poster)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?https?:|@import|<link[^>]+https?:""", RegexOptions.IgnoreCase), html);
        Assert.Contains("default-src 'none'", html);
        Assert.Contains("[picture: https://example.org/a.png]", html);
    }

    [Fact]
    public void Markdown_and_code_cannot_run_anything()
    {
        var page = new ReportPage { Title = Attack, Interactive = false };
        page.Add(Attack + ".ipynb", Notebook(("markdown", $"# {Attack}\n\n{Attack}\n\n[x](javascript:alert(1)) <javascript:alert(1)> <b onclick=alert(1)>y</b> ${Attack}$", null), ("code", Attack, null)));
        var html = page.ToHtml();
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("href=\"javascript:", html);
        Assert.DoesNotContain("<b onclick", html);
    }

    [Fact]
    public void A_hint_can_be_folded() =>
        Assert.Contains("<details><summary>Hint</summary>", Page(("markdown", "<details><summary>Hint</summary>\n\ntext\n\n</details>", null)));

    [Fact]
    public void Links_between_notebooks_lead_to_chapters()
    {
        var html = Page(("markdown", "# Start\n## Part\n[next](02-pattern-dictionary.ipynb)", null));
        Assert.Contains("<a href=\"#02-pattern-dictionary\">next</a>", html);
        Assert.Contains("<li><a href=\"#01-a-2\">Part</a></li>", html);
        Assert.Contains("<h2 id=\"01-a-2\">Part</h2>", html);
    }

    [Fact]
    public void Every_kind_of_output_is_shown_in_its_richest_form()
    {
        var html = Page(
            ("code", "a", """{"output_type":"stream","name":"stdout","text":["line <1>\n","\u001b[31mred\u001b[0m"]}"""),
            ("code", "b", """{"output_type":"display_data","data":{"image/png":"iVBORw0K\n","text/plain":"p"},"metadata":{}}"""),
            ("code", "c", """{"output_type":"execute_result","data":{"text/plain":["(1, ","2)"]},"metadata":{},"execution_count":1}"""),
            ("code", "d", """{"output_type":"error","ename":"Exception","evalue":"no","traceback":["Exception: no","at 1"]}"""));
        Assert.Contains("line &lt;1&gt;\nred</pre>", html);
        Assert.Contains("src=\"data:image/png;base64,iVBORw0K\"", html);
        Assert.Contains("(1, 2)</pre>", html);
        Assert.Contains("<pre class=\"error\">Exception: no\nat 1</pre>", html);
        Assert.Contains("stopped with an error in code cell 4", html);
    }

    [Fact]
    public void Source_is_colored_and_reads_as_written()
    {
        var html = CodeColors.Html("var a = \"x < y\"; // note\nreturn 0.5;");
        Assert.Equal("<span class=\"c-word\">var</span> a = <span class=\"c-text\">&quot;x &lt; y&quot;</span>; <span class=\"c-note\">// note</span>\n<span class=\"c-word\">return</span> <span class=\"c-number\">0.5</span>;", html);
        Assert.Equal("<span class=\"c-directive\">#load</span> <span class=\"c-text\">&quot;load.csx&quot;</span>", CodeColors.Html("#load \"load.csx\""));
    }

    [Fact]
    public void Short_formulas_become_readable() =>
        Assert.Equal("R + λ<sub>1</sub> D ≤ <span class=\"fraction\"><span>a</span><span>b<sup>2</sup></span></span>", TexText.Html("R + \\lambda_1 D \\le \\frac{a}{b^2}"));

    [Fact]
    public void The_cell_tagged_cover_gives_the_title_page_its_figure()
    {
        var json = """{"cells":[{"cell_type":"code","metadata":{"tags":["cover"]},"source":"x","outputs":[{"output_type":"display_data","data":{"text/html":"<p>here</p>"},"metadata":{}}]}]}""";
        var page = new ReportPage { Interactive = false };
        page.Add("a.ipynb", json);
        Assert.Equal(2, Count(page.ToHtml(), "<p>here</p>"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"cells":[{}]}""")]
    public void What_is_no_notebook_is_refused(string json) => Assert.Throws<FormatException>(() => new ReportPage().Add("a.ipynb", json));

    private static string Page(params (string Kind, string Source, string? Output)[] cells)
    {
        var page = new ReportPage { Interactive = false };
        page.Add("01-a.ipynb", Notebook(cells));
        return page.ToHtml();
    }

    private static string Notebook(params (string Kind, string Source, string? Output)[] cells) =>
        "{\"cells\":[" + string.Join(",", cells.Select(c => $$"""{"cell_type":"{{c.Kind}}","metadata":{},"source":{{JsonSerializer.Serialize(c.Source)}},"outputs":[{{c.Output}}]}""")) + "]}";

    private static string Html(string html) => $$$"""{"output_type":"display_data","data":{"text/html":{{{JsonSerializer.Serialize(html)}}}},"metadata":{}}""";

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
