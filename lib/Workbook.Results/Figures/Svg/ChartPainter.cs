namespace Workbook.Results.Figures.Svg;

/// <summary>Draws a chart as SVG: frame first, data over it, words last.</summary>
internal static class ChartPainter
{
    public static Picture Paint(ChartDescription chart, bool captioned) => Draw(chart, captioned).ToPicture(chart.Summary);

    public static SvgCanvas Draw(ChartDescription chart, bool captioned)
    {
        var layout = new ChartLayout(chart, captioned);
        var canvas = new SvgCanvas(chart.Width, layout.Height);
        if (chart.Cloud is { } cloud)
        {
            CloudPainter.Paint(canvas, layout, cloud);
        }
        else
        {
            AxisPainter.PaintGrid(canvas, layout);
            canvas.Clipped(layout.Left, layout.Top, layout.Right - layout.Left, layout.Bottom - layout.Top, () => PaintData(canvas, layout));
            AxisPainter.PaintFrame(canvas, layout);
        }

        LegendPainter.Paint(canvas, layout);
        if (chart.Title.Length > 0)
            canvas.Text(chart.Cloud is null ? layout.Left : 12, 26, TextWidth.Cut(chart.Title, ChartLayout.TitleSize * 1.07, chart.Width - layout.Left - 12), ChartLayout.TitleSize, bold: true);
        for (var i = 0; i < layout.CaptionLines.Count; i++)
            canvas.Text(12, chart.Height + 12 + i * ChartLayout.CaptionLine, layout.CaptionLines[i], ChartLayout.CaptionSize, fill: Palette.Faint);
        return canvas;
    }

    private static void PaintData(SvgCanvas canvas, ChartLayout layout)
    {
        var traces = layout.Chart.Traces;
        for (var i = 0; i < traces.Count; i++)
        {
            switch (traces[i])
            {
                case HeatTrace heat: HeatPainter.Paint(canvas, layout, heat); break;
                case BarTrace bars: BarPainter.Paint(canvas, layout, bars, i); break;
                case HistogramTrace histogram: HistogramPainter.Paint(canvas, layout, histogram, i); break;
                case BoxTrace boxes: BoxPainter.Paint(canvas, layout, boxes); break;
                case PointTrace points: PointPainter.Paint(canvas, layout, points, i); break;
            }
        }
    }
}
