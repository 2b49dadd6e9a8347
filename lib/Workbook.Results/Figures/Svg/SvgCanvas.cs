using System.Text;
using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Writes SVG elements one after the other.</summary>
/// <remarks>No element carries an id, so any number of pictures may stand on one page: what must be clipped lies in a nested
/// <c>svg</c> element, which cuts at its own edges.</remarks>
internal sealed class SvgCanvas(double width, double height)
{
    public const string Font = "Arial,Helvetica,'Liberation Sans',sans-serif";

    private readonly StringBuilder body = new();

    public double Width { get; } = width;

    public double Height { get; } = height;

    public void Line(double x1, double y1, double x2, double y2, string stroke, double thickness = 1, string dash = "") =>
        body.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" {Stroke(stroke, thickness, dash)}/>\n");

    public void Rect(double x, double y, double width, double height, string fill, string? stroke = null, double thickness = 1, string? hover = null) =>
        Hovered($"rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"{fill}\"{Outline(stroke, thickness)}", "rect", hover);

    public void Circle(double x, double y, double radius, string fill, string? stroke = null, double thickness = 1, string? hover = null) =>
        Hovered($"circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{fill}\"{Outline(stroke, thickness)}", "circle", hover);

    public void Path(string data, string fill, string? stroke = null, double thickness = 1, string dash = "", string? hover = null, double opacity = 1)
    {
        var outline = stroke is null ? "" : " " + Stroke(stroke, thickness, dash);
        Hovered($"path d=\"{data}\" fill=\"{fill}\"{(opacity < 1 ? $" fill-opacity=\"{Number(opacity)}\"" : "")}{outline}", "path", hover);
    }

    public void Text(double x, double y, string text, double size, string anchor = "start", string fill = Palette.Ink, bool bold = false, double turn = 0)
    {
        var rotation = turn == 0 ? "" : $" transform=\"rotate({Number(turn)} {Number(x)} {Number(y)})\"";
        var place = anchor == "start" ? "" : $" text-anchor=\"{anchor}\"";
        body.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\"{place}{(bold ? " font-weight=\"bold\"" : "")} fill=\"{fill}\"{rotation}>{Escape(text)}</text>\n");
    }

    public void Image(double x, double y, double width, double height, byte[] png, string description) =>
        body.Append($"<image x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" preserveAspectRatio=\"none\" " +
            $"style=\"image-rendering:pixelated\" aria-label=\"{Escape(description)}\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>\n");

    /// <summary>Everything drawn inside <paramref name="draw"/> is cut at the rectangle; coordinates stay those of the whole picture.</summary>
    public void Clipped(double x, double y, double width, double height, Action draw)
    {
        body.Append($"<svg x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"{Number(x)} {Number(y)} {Number(width)} {Number(height)}\" overflow=\"hidden\">\n");
        draw();
        body.Append("</svg>\n");
    }

    /// <summary>Another drawing as a part of this one, its upper left corner at a place.</summary>
    public void Place(double x, double y, SvgCanvas part) => body.Append($"<g transform=\"translate({Number(x)} {Number(y)})\">\n{part.body}</g>\n");

    /// <summary>The finished drawing.</summary>
    /// <param name="label">What a screen reader says.</param>
    public Picture ToPicture(string label) => new(ToSvg(label), Width, Height, label);

    private string ToSvg(string label) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Number(Width)}\" height=\"{Number(Height)}\" viewBox=\"0 0 {Number(Width)} {Number(Height)}\" " +
        $"role=\"img\" aria-label=\"{Escape(label)}\" font-family=\"{Font}\" style=\"max-width:100%;height:auto;background:#fff\">\n" +
        $"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>";

    private void Hovered(string start, string element, string? hover) =>
        body.Append(hover is null ? $"<{start}/>\n" : $"<{start}><title>{Escape(hover)}</title></{element}>\n");

    private static string Outline(string? stroke, double thickness) => stroke is null ? "" : " " + Stroke(stroke, thickness, "");

    private static string Stroke(string stroke, double thickness, string dash) =>
        $"stroke=\"{stroke}\" stroke-width=\"{Number(thickness)}\"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}";
}
