namespace Workbook.Results.Figures.Svg;

/// <summary>HTML and layout of figures that are pictures and never come alive.</summary>
internal static class StillFigure
{
    public const double Edge = 12;
    private const double TitleRow = 26;

    /// <summary>A figure element.</summary>
    /// <param name="picture">What it shows.</param>
    /// <param name="caption">The line below; may be empty.</param>
    /// <param name="attributes">More attributes of the element, or nothing.</param>
    /// <param name="script">A script element inside it, or nothing.</param>
    public static string Html(Picture picture, string caption, string attributes = "", string script = "") =>
        $"""
        <figure class="workbook-figure"{attributes} style="margin:0.5em 0;width:{Markup.Number(picture.Width)}px;max-width:100%">
        <div class="workbook-picture">{picture.ToImage()}</div>{Caption(caption)}{script}
        </figure>
        """;

    /// <summary>The caption as an HTML element; nothing where there is none.</summary>
    public static string Caption(string caption) => caption.Length == 0 ? ""
        : $"\n<figcaption style=\"font:12px {SvgCanvas.Font};color:#6b6b6b;padding:2px 12px\">{Markup.Escape(caption)}</figcaption>";

    /// <summary>Pixels above the content.</summary>
    public static double Top(string title) => title.Length > 0 ? Edge + TitleRow : Edge;

    /// <summary>The canvas for a content of some size, with room for title and caption.</summary>
    public static SvgCanvas Canvas(double contentWidth, double contentHeight, string title, IReadOnlyCollection<string> captionLines)
    {
        var canvas = new SvgCanvas(contentWidth + 2 * Edge, Top(title) + contentHeight + Edge + (captionLines.Count > 0 ? captionLines.Count * ChartLayout.CaptionLine + 4 : 0));
        if (title.Length > 0)
            canvas.Text(Edge, 26, TextWidth.Cut(title, ChartLayout.TitleSize * 1.07, contentWidth), ChartLayout.TitleSize, bold: true);
        var y = Top(title) + contentHeight + 18;
        foreach (var line in captionLines)
        {
            canvas.Text(Edge, y, line, ChartLayout.CaptionSize, fill: Palette.Faint);
            y += ChartLayout.CaptionLine;
        }
        return canvas;
    }

    /// <summary>The caption's lines, none where the caption stands outside the picture.</summary>
    public static string[] CaptionLines(string caption, double width, bool captioned) =>
        captioned ? [.. TextWidth.Wrap(caption, ChartLayout.CaptionSize, width)] : [];
}
