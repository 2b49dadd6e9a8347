using System.Text;
using Workbook.Codecs;
using Workbook.Codecs.Geometry;
using Workbook.Results.Figures.Svg;
using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures;

/// <summary>The edges of a triangle mesh drawn over the image they cover.</summary>
/// <remarks>A mesh point (row, column) is drawn at the centre of that pixel.</remarks>
[TypeFormatterSource(typeof(FigureFormatters))]
public sealed class TriangleOverlay : Figure
{
    private const double WantedSide = 480;
    private const int MostDots = 1500;
    private readonly RgbImage image;
    private readonly Mesh mesh;

    private TriangleOverlay(RgbImage image, Mesh mesh) => (this.image, this.mesh) = (image, mesh);

    private string TitleText { get; init; } = "";

    private string CaptionText { get; init; } = "";

    private double? Factor { get; init; }

    /// <summary>A mesh over an image.</summary>
    /// <param name="image">The image below.</param>
    /// <param name="mesh">Mesh of the same size.</param>
    /// <returns>The overlay.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static TriangleOverlay Of(RgbImage image, Mesh mesh)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mesh);
        return (image.Rows, image.Columns) == (mesh.Rows, mesh.Columns) ? new(image, mesh)
            : throw new ArgumentException($"the image is {image.Rows} x {image.Columns} but the mesh {mesh.Rows} x {mesh.Columns}; both must have the same size", nameof(mesh));
    }

    /// <summary>Sets the title above the picture.</summary>
    /// <param name="text">Title; plain text.</param>
    /// <returns>The changed overlay.</returns>
    public TriangleOverlay Title(string text) => new(image, mesh) { TitleText = text, CaptionText = CaptionText, Factor = Factor };

    /// <summary>Sets the line below the picture.</summary>
    /// <param name="text">Caption; plain text.</param>
    /// <returns>The changed overlay.</returns>
    public TriangleOverlay Caption(string text) => new(image, mesh) { TitleText = TitleText, CaptionText = text, Factor = Factor };

    /// <summary>Sets how many screen pixels an image pixel is wide.</summary>
    /// <param name="factor">More than 0, at most 64.</param>
    /// <returns>The changed overlay.</returns>
    public TriangleOverlay Zoom(double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 64);
        return new(image, mesh) { TitleText = TitleText, CaptionText = CaptionText, Factor = factor };
    }

    /// <inheritdoc/>
    public override string ToSvg() => Paint(captioned: true).Svg;

    /// <inheritdoc/>
    public override string ToHtml() => StillFigure.Html(Paint(captioned: false), CaptionText);

    /// <inheritdoc/>
    public override string ToText() =>
        $"mesh{(TitleText.Length > 0 ? $" \"{TitleText}\"" : "")} over an image of {image.Rows} x {image.Columns}: {mesh.Points.Length} points, {mesh.Triangles.Length} triangles";

    private Picture Paint(bool captioned)
    {
        var zoom = Factor ?? Pixels.Magnification(image, WantedSide);
        var (width, height) = (image.Columns * zoom, image.Rows * zoom);
        var canvas = StillFigure.Canvas(width, height, TitleText, StillFigure.CaptionLines(CaptionText, width, captioned));
        var (left, top) = (StillFigure.Edge, StillFigure.Top(TitleText));
        canvas.Image(left, top, width, height, PngWriter.Encode(image), "image below the mesh");
        var edges = Edges(left, top, zoom);
        canvas.Path(edges, "none", "#00000055", 2.2);
        canvas.Path(edges, "none", "#ffe14d", 1.1);
        if (mesh.Points.Length <= MostDots)
            canvas.Path(Dots(left, top, zoom), "#ffd92f", "#000", 0.4);
        return canvas.ToPicture(ToText());
    }

    private string Edges(double left, double top, double zoom)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in mesh.Triangles.SelectMany(t => new[] { Sorted(t.A, t.B), Sorted(t.B, t.C), Sorted(t.A, t.C) }).Distinct().Where(e => e.From != e.To))
            path.Append('M').Append(Place(mesh.Points[from], left, top, zoom)).Append('L').Append(Place(mesh.Points[to], left, top, zoom));
        return path.ToString();
    }

    private string Dots(double left, double top, double zoom) =>
        string.Concat(mesh.Points.Select(p => $"M{Number(left + (p.Column + 0.5) * zoom - 1.5)} {Number(top + (p.Row + 0.5) * zoom)}a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0"));

    private static string Place(GridPoint point, double left, double top, double zoom) => $"{Number(left + (point.Column + 0.5) * zoom)} {Number(top + (point.Row + 0.5) * zoom)}";

    private static (int From, int To) Sorted(int a, int b) => a < b ? (a, b) : (b, a);
}
