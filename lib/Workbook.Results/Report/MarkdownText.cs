using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Report;

/// <summary>Turns a notebook's Markdown into HTML that loads nothing and runs nothing.</summary>
/// <remarks>Raw HTML is shown as text, but for a few harmless elements without attributes. Pictures stay only where they lie inside the
/// Markdown as data; links keep to the web, to mail and to this page, and a link to another notebook of the report leads to its chapter.</remarks>
internal sealed partial class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseMathematics().UseEmphasisExtras().UseTaskLists().Build();

    private readonly string chapter;
    private int headings;

    public MarkdownText(string chapter) => this.chapter = chapter;

    /// <summary>Headings so far: level, text and the name a link uses.</summary>
    public List<(int Level, string Text, string Anchor)> Headings { get; } = [];

    /// <summary>HTML of one Markdown cell.</summary>
    public string Html(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
            Name(heading);
        foreach (var link in document.Descendants<LinkInline>().ToArray())
            Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsWeb(l.Url)))
            link.Url = "#";
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlBlockRenderer>(new HarmlessBlock());
        renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.Inlines.HtmlInlineRenderer>(new HarmlessInline());
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new FormulaInline());
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new FormulaBlock());
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>Name of a notebook's chapter inside the page.</summary>
    public static string ChapterName(string notebook) => Slug().Replace(Path.GetFileNameWithoutExtension(notebook).ToLowerInvariant(), "-").Trim('-');

    private void Name(HeadingBlock heading)
    {
        var anchor = $"{chapter}-{++headings}";
        heading.GetAttributes().Id = anchor;
        var text = heading.Inline is null ? "" : string.Concat(heading.Inline.Descendants().Select(PlainText));
        Headings.Add((heading.Level, text, anchor));
    }

    private static string PlainText(MarkdownObject part) => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MathInline math => math.Content.ToString(),
        _ => "",
    };

    private static void Tame(LinkInline link)
    {
        var url = link.Url ?? "";
        if (link.IsImage)
        {
            if (!ImageData().IsMatch(url))
                link.ReplaceBy(new LiteralInline($"[picture: {url}]"));
            return;
        }
        var file = url.Split('#')[0];
        if (file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !IsWeb(url))
            link.Url = "#" + ChapterName(file);
        else if (!IsWeb(url) && !url.StartsWith('#'))
            link.Url = "#";
    }

    private static bool IsWeb(string url) => Web().IsMatch(url);

    [GeneratedRegex("^(https?|mailto):", RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex("^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$")]
    private static partial Regex ImageData();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Slug();

    [GeneratedRegex("&lt;(/?(?:details|summary|br|sub|sup|kbd|b|i|em|strong|p|ul|ol|li) ?/?)&gt;", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();

    private static string WithHarmlessTags(string html) => Harmless().Replace(Markup.Escape(html), "<$1>");

    private sealed class HarmlessBlock : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block) => renderer.Write(WithHarmlessTags(block.Lines.ToString())).Write("\n");
    }

    private sealed class HarmlessInline : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline inline) => renderer.Write(WithHarmlessTags(inline.Tag));
    }

    private sealed class FormulaInline : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula) =>
            renderer.Write(formula.DelimiterCount > 1 ? "<span class=\"formula display\">" : "<span class=\"formula\">").Write(TexText.Html(formula.Content.ToString())).Write("</span>");
    }

    private sealed class FormulaBlock : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer.Write("<div class=\"formula\">").Write(TexText.Html(formula.Lines.ToString())).Write("</div>\n");
    }
}
