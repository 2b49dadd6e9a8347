using System.Text;

namespace Workbook.Results.Figures.Svg;

/// <summary>A finished drawing.</summary>
/// <param name="Svg">An SVG document.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Label">What a screen reader says.</param>
internal sealed record Picture(string Svg, double Width, double Height, string Label)
{
    /// <summary>The drawing as an HTML image.</summary>
    /// <remarks>An image rather than the <c>svg</c> element itself: viewers that do not trust a notebook (JupyterLab, GitHub) take both
    /// scripts and <c>svg</c> elements out of its HTML, and leave images. The size is given, so the page does not jump when it appears.</remarks>
    public string ToImage() => $"<img src=\"data:image/svg+xml,{Encoded()}\" alt=\"{Markup.Escape(Label)}\" width=\"{Markup.Number(Width)}\" " +
        $"height=\"{Markup.Number(Height)}\" decoding=\"sync\" style=\"display:block;max-width:100%;height:auto\">";

    // Only what a data: address or a quoted attribute cannot hold; base64 would make pictures a third longer.
    private string Encoded()
    {
        var text = new StringBuilder(Svg, Svg.Length * 5 / 4);
        foreach (var c in "%#&<>\"\n")
            text.Replace(c.ToString(), $"%{(int)c:X2}");
        return text.ToString();
    }
}
