using Workbook.Results.Figures.Plotly;

namespace Workbook.Results.Figures.Svg;

/// <summary>HTML and layout of figures that are pictures and never come alive.</summary>
internal static class StillFigure
{
    public const double Edge = 12;
    private const double TitleRow = 26;

    public static string Html(string svg, string caption, double width) =>
        $"""
        <figure class="workbook-figure" style="margin:0.5em 0;width:{Markup.Number(width)}px;max-width:100%">
        <div class="workbook-picture">{svg}</div>{LiveFigure.Caption(caption)}
        </figure>
        """;

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
