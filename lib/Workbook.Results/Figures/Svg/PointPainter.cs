using System.Text;
using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws lines, error bars and markers.</summary>
internal static class PointPainter
{
    private const double Cap = 3;

    public static void Paint(SvgCanvas canvas, ChartLayout layout, PointTrace trace, int index)
    {
        var (series, color) = (trace.Series, layout.Chart.Color(index));
        if (trace.Lines)
            canvas.Path(LinePath(layout, series), "none", color, 2, Palette.Dash(index));
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!layout.X.Shows(series.X[i]) || !layout.Y.Shows(series.Y[i]))
                continue;
            PaintErrors(canvas, layout, series, i, color);
            if (trace.Markers)
                MarkerShape.Paint(canvas, Palette.Marker(index), layout.X.At(series.X[i]), layout.Y.At(series.Y[i]), color, Hover(series, i));
        }
    }

    private static string LinePath(ChartLayout layout, Series series)
    {
        var (path, pen) = (new StringBuilder(), 'M');
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!layout.X.Shows(series.X[i]) || !layout.Y.Shows(series.Y[i]))
            {
                pen = 'M';
                continue;
            }
            path.Append(pen).Append(Number(layout.X.At(series.X[i]))).Append(' ').Append(Number(layout.Y.At(series.Y[i])));
            pen = 'L';
        }
        return path.ToString();
    }

    private static void PaintErrors(SvgCanvas canvas, ChartLayout layout, Series series, int i, string color)
    {
        var (x, y) = (layout.X.At(series.X[i]), layout.Y.At(series.Y[i]));
        if (series.YError is { } vertical && vertical[i] > 0)
        {
            var (low, high) = (layout.Y.AtOrLow(series.Y[i] - vertical[i]), layout.Y.At(series.Y[i] + vertical[i]));
            canvas.Path($"M{Number(x)} {Number(low)}V{Number(high)}M{Number(x - Cap)} {Number(low)}h{Number(2 * Cap)}M{Number(x - Cap)} {Number(high)}h{Number(2 * Cap)}", "none", color, 1.2);
        }
        if (series.XError is { } horizontal && horizontal[i] > 0)
        {
            var (low, high) = (layout.X.AtOrLow(series.X[i] - horizontal[i]), layout.X.At(series.X[i] + horizontal[i]));
            canvas.Path($"M{Number(low)} {Number(y)}H{Number(high)}M{Number(low)} {Number(y - Cap)}v{Number(2 * Cap)}M{Number(high)} {Number(y - Cap)}v{Number(2 * Cap)}", "none", color, 1.2);
        }
    }

    private static string Hover(Series series, int i)
    {
        var place = $"({Ticks.Short(series.X[i])}, {Ticks.Short(series.Y[i])})";
        return string.Join(" ", new[] { series.Name, series.Labels?[i] ?? "", place }.Where(part => part.Length > 0));
    }
}
