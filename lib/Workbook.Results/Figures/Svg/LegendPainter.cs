using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws the legend in rows between the title and the plot.</summary>
internal static class LegendPainter
{
    public static void Paint(SvgCanvas canvas, ChartLayout layout)
    {
        for (var row = 0; row < layout.LegendRows.Count; row++)
        {
            var y = layout.LegendTop + row * ChartLayout.LegendRow + ChartLayout.LegendRow / 2;
            foreach (var (trace, offset) in layout.LegendRows[row])
            {
                PaintSwatch(canvas, layout.Chart, trace, layout.Left + offset, y);
                canvas.Text(layout.Left + offset + ChartLayout.LegendSwatch, y + 4, layout.Chart.Traces[trace].Name, ChartLayout.TickSize);
            }
        }
    }

    private static void PaintSwatch(SvgCanvas canvas, ChartDescription chart, int index, double x, double y)
    {
        var color = chart.Color(index);
        switch (chart.Traces[index])
        {
            case PointTrace points:
                if (points.Lines)
                    canvas.Line(x, y, x + 21, y, color, 2, Palette.Dash(index));
                if (points.Markers)
                    MarkerShape.Paint(canvas, Palette.Marker(index), x + 10.5, y, color);
                break;
            case HistogramTrace:
                canvas.Path($"M{Number(x + 2)} {Number(y - 6)}h17v11h-17Z", color, color, 1.4, Palette.Dash(index), opacity: 0.2);
                break;
            default:
                BarPainter.PaintBar(canvas, x + 2, y - 6, 17, 12, color, Palette.Hatch(chart.BarPlace(index)), null);
                break;
        }
    }
}
