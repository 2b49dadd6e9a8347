using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Figures;

/// <summary>Charts side by side in one picture; a chart that finds no room in a row begins the next.</summary>
/// <remarks><c>ChartGrid.Of(score, bits, error).Title("three variants")</c>. It stays a picture: its charts do not come alive.</remarks>
[TypeFormatterSource(typeof(FigureFormatters))]
public sealed class ChartGrid : Figure
{
    private const int Width = 960;
    private readonly Chart[] charts;

    private ChartGrid(Chart[] charts) => this.charts = charts;

    private string TitleText { get; init; } = "";

    private string CaptionText { get; init; } = "";

    /// <summary>Charts in rows of 960 pixels.</summary>
    /// <param name="charts">At least one, each with its size and its own caption.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentException">There is no chart.</exception>
    public static ChartGrid Of(params IEnumerable<Chart> charts)
    {
        var list = charts.ToArray();
        return list.Length > 0 ? new(list) : throw new ArgumentException("a chart grid needs at least one chart", nameof(charts));
    }

    /// <summary>Sets the title above the grid.</summary>
    /// <param name="text">Title; plain text.</param>
    /// <returns>The changed grid.</returns>
    public ChartGrid Title(string text) => new(charts) { TitleText = text, CaptionText = CaptionText };

    /// <summary>Sets the line below the grid.</summary>
    /// <param name="text">Caption; plain text.</param>
    /// <returns>The changed grid.</returns>
    public ChartGrid Caption(string text) => new(charts) { TitleText = TitleText, CaptionText = text };

    /// <inheritdoc/>
    public override string ToSvg() => Paint(captioned: true).Svg;

    /// <inheritdoc/>
    public override string ToHtml() => StillFigure.Html(Paint(captioned: false), CaptionText);

    /// <inheritdoc/>
    public override string ToText() => string.Join("\n", charts.Select(chart => chart.ToText()).Prepend(TitleText).Where(line => line.Length > 0));

    private Picture Paint(bool captioned)
    {
        var parts = Array.ConvertAll(charts, chart => ChartPainter.Draw(chart.Description, captioned: true));
        var places = new List<(double X, double Y)>();
        var (x, y, below) = (0.0, 0.0, 0.0);
        foreach (var part in parts)
        {
            if (x > 0 && x + part.Width > Width)
                (x, y) = (0, below);
            places.Add((x, y));
            (x, below) = (x + part.Width, Math.Max(below, y + part.Height));
        }
        var width = places.Zip(parts, (place, part) => place.X + part.Width).Max();
        var canvas = StillFigure.Canvas(width, below, TitleText, StillFigure.CaptionLines(CaptionText, width, captioned));
        foreach (var (place, part) in places.Zip(parts))
            canvas.Place(StillFigure.Edge + place.X, StillFigure.Top(TitleText) + place.Y, part);
        return canvas.ToPicture(ToText());
    }
}
