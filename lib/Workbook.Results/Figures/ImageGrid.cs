using Workbook.Codecs;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Figures;

/// <summary>Images side by side, each with a caption; small images are magnified without blur.</summary>
/// <remarks><c>ImageGrid.Of((source, "source"), (decoded, "42 bytes")).Columns(2).Zoom(3)</c>. The images lie inside the figure as PNG.</remarks>
[TypeFormatterSource(typeof(FigureFormatters))]
public sealed class ImageGrid : Figure
{
    private const int Gap = 10;
    private const int FullWidth = 960;
    private const double WantedSide = 220;
    private const double CaptionSize = 12;
    private const double CaptionLine = 15;
    private readonly (RgbImage Image, string Caption)[] tiles;

    private ImageGrid((RgbImage Image, string Caption)[] tiles) => this.tiles = tiles;

    private string TitleText { get; init; } = "";

    private string CaptionText { get; init; } = "";

    private int? ColumnCount { get; init; }

    private double? Factor { get; init; }

    /// <summary>A grid of colour images.</summary>
    /// <param name="images">At least one image, each with its caption; the caption may be empty.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static ImageGrid Of(params IEnumerable<(RgbImage Image, string Caption)> images)
    {
        var list = images.ToArray();
        return list.Length > 0 ? new(list) : throw new ArgumentException("an image grid needs at least one image", nameof(images));
    }

    /// <summary>A grid of grey images.</summary>
    /// <param name="images">At least one image, each with its caption; the caption may be empty.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static ImageGrid Of(params IEnumerable<(GrayImage Image, string Caption)> images) =>
        Of(images.Select(pair => (pair.Image.ToRgb(), pair.Caption)));

    /// <summary>A grid of images without captions.</summary>
    /// <param name="images">At least one image.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static ImageGrid Of(params IEnumerable<RgbImage> images) => Of(images.Select(image => (image, "")));

    /// <summary>Sets the title above the grid.</summary>
    /// <param name="text">Title; plain text.</param>
    /// <returns>The changed grid.</returns>
    public ImageGrid Title(string text) => new(tiles) { TitleText = text, CaptionText = CaptionText, ColumnCount = ColumnCount, Factor = Factor };

    /// <summary>Sets the line below the grid.</summary>
    /// <param name="text">Caption; plain text.</param>
    /// <returns>The changed grid.</returns>
    public ImageGrid Caption(string text) => new(tiles) { TitleText = TitleText, CaptionText = text, ColumnCount = ColumnCount, Factor = Factor };

    /// <summary>Sets how many images stand in a row; without it as many as fit in 960 pixels.</summary>
    /// <param name="count">At least 1.</param>
    /// <returns>The changed grid.</returns>
    public ImageGrid Columns(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(tiles) { TitleText = TitleText, CaptionText = CaptionText, ColumnCount = count, Factor = Factor };
    }

    /// <summary>Sets how many screen pixels an image pixel is wide; without it small images grow and large ones shrink to about 220 pixels.</summary>
    /// <param name="factor">More than 0, at most 64.</param>
    /// <returns>The changed grid.</returns>
    public ImageGrid Zoom(double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 64);
        return new(tiles) { TitleText = TitleText, CaptionText = CaptionText, ColumnCount = ColumnCount, Factor = factor };
    }

    /// <inheritdoc/>
    public override string ToSvg() => Paint(captioned: true).Svg;

    /// <inheritdoc/>
    public override string ToHtml() => StillFigure.Html(Paint(captioned: false), CaptionText);

    /// <inheritdoc/>
    public override string ToText()
    {
        var names = tiles.Select(t => t.Caption).Where(c => c.Length > 0).ToArray();
        return $"{tiles.Length} {(tiles.Length == 1 ? "image" : "images")}{(TitleText.Length > 0 ? $" \"{TitleText}\"" : "")}, the first {tiles[0].Image.Rows} x {tiles[0].Image.Columns}{(names.Length > 0 ? ": " + string.Join(" | ", names) : "")}";
    }

    /// <summary>The images alone as one PNG file, at whole multiples of their size.</summary>
    /// <returns>The file's bytes.</returns>
    public byte[] ToPng()
    {
        var zoom = Math.Max(1, (int)Math.Round(Scale));
        var (rows, columns) = (tiles.Max(t => t.Image.Rows) * zoom, tiles.Max(t => t.Image.Columns) * zoom);
        var across = Across(columns);
        var sheet = Pixels.White((tiles.Length + across - 1) / across * (rows + Gap) - Gap, Math.Min(across, tiles.Length) * (columns + Gap) - Gap);
        for (var i = 0; i < tiles.Length; i++)
            Pixels.Place(tiles[i].Image, sheet, i / across * (rows + Gap), i % across * (columns + Gap), zoom);
        return PngWriter.Encode(sheet);
    }

    internal override byte[] ToPngOrNull() => ToPng();

    private protected override byte[]? Encode(string ending) => ending == ".png" ? ToPng() : base.Encode(ending);

    // Whole factors keep pixels square and sharp; only large images get a fraction.
    private double Scale => Factor ?? (WidestImage <= WantedSide ? Math.Max(1, Math.Floor(WantedSide / WidestImage)) : WantedSide * 1.15 / WidestImage);

    private int WidestImage => tiles.Max(t => Math.Max(t.Image.Columns, t.Image.Rows));

    private int Across(double tileWidth) => ColumnCount ?? Math.Clamp((int)((FullWidth + Gap) / (tileWidth + Gap)), 1, tiles.Length);

    private Picture Paint(bool captioned)
    {
        var (scale, size) = (Scale, (Width: tiles.Max(t => t.Image.Columns), Height: tiles.Max(t => t.Image.Rows)));
        var (width, height) = (Math.Max(size.Width * scale, 60), size.Height * scale);
        string[][] captions = [.. tiles.Select(t => TextWidth.Wrap(t.Caption, CaptionSize, width).ToArray())];
        var across = Math.Min(Across(width), tiles.Length);
        var rowHeights = captions.Chunk(across).Select(row => height + row.Max(c => c.Length) * CaptionLine + (row.Any(c => c.Length > 0) ? 4 : 0) + Gap).ToArray();
        var contentWidth = across * (width + Gap) - Gap;
        var canvas = StillFigure.Canvas(contentWidth, rowHeights.Sum() - Gap, TitleText, StillFigure.CaptionLines(CaptionText, contentWidth, captioned));
        for (var i = 0; i < tiles.Length; i++)
            PaintTile(canvas, tiles[i], captions[i], StillFigure.Edge + i % across * (width + Gap), StillFigure.Top(TitleText) + rowHeights.Take(i / across).Sum(), scale);
        return canvas.ToPicture(ToText());
    }

    private static void PaintTile(SvgCanvas canvas, (RgbImage Image, string Caption) tile, string[] lines, double x, double y, double scale)
    {
        var (width, height) = (tile.Image.Columns * scale, tile.Image.Rows * scale);
        canvas.Image(x, y, width, height, PngWriter.Encode(tile.Image), tile.Caption);
        for (var i = 0; i < lines.Length; i++)
            canvas.Text(x, y + height + 15 + i * CaptionLine, lines[i], CaptionSize);
    }
}
