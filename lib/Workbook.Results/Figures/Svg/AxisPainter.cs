namespace Workbook.Results.Figures.Svg;

/// <summary>Draws grid lines, axis lines, ticks, their texts and the reference levels.</summary>
internal static class AxisPainter
{
    public static void PaintGrid(SvgCanvas canvas, ChartLayout layout)
    {
        if (layout.Chart.Heat is not null)
            return;
        foreach (var y in layout.YTicks.Major)
            canvas.Line(layout.Left, layout.Y.At(y), layout.Right, layout.Y.At(y), Palette.Grid);
        if (layout.Chart.Categories is null)
        {
            foreach (var x in layout.XTicks.Major)
                canvas.Line(layout.X.At(x), layout.Top, layout.X.At(x), layout.Bottom, Palette.Grid);
        }
    }

    public static void PaintFrame(SvgCanvas canvas, ChartLayout layout)
    {
        PaintLevels(canvas, layout);
        PaintHorizontal(canvas, layout);
        PaintVertical(canvas, layout);
        if (layout.Chart.Heat is { } heat)
            HeatPainter.PaintColorBar(canvas, layout, heat);
    }

    private static void PaintHorizontal(SvgCanvas canvas, ChartLayout layout)
    {
        canvas.Line(layout.Left, layout.Bottom, layout.Right, layout.Bottom, Palette.Ink);
        foreach (var x in layout.XTicks.Minor)
            canvas.Line(layout.X.At(x), layout.Bottom, layout.X.At(x), layout.Bottom + 3, Palette.Ink, 0.7);
        for (var i = 0; i < layout.XTicks.Major.Length; i++)
        {
            var x = layout.X.At(layout.XTicks.Major[i]);
            canvas.Line(x, layout.Bottom, x, layout.Bottom + 5, Palette.Ink);
            if (layout.Turned)
                canvas.Text(x + 4, layout.Bottom + 15, layout.XTicks.Labels[i], ChartLayout.TickSize, "end", turn: -35);
            else
                canvas.Text(x, layout.Bottom + 18, layout.XTicks.Labels[i], ChartLayout.TickSize, "middle");
        }

        var label = layout.Chart.X.Label;
        if (label.Length > 0)
            canvas.Text((layout.Left + layout.Right) / 2, layout.Chart.Height - 11, label, ChartLayout.LabelSize, "middle");
    }

    private static void PaintVertical(SvgCanvas canvas, ChartLayout layout)
    {
        canvas.Line(layout.Left, layout.Top, layout.Left, layout.Bottom, Palette.Ink);
        foreach (var y in layout.YTicks.Minor)
            canvas.Line(layout.Left - 3, layout.Y.At(y), layout.Left, layout.Y.At(y), Palette.Ink, 0.7);
        for (var i = 0; i < layout.YTicks.Major.Length; i++)
        {
            var y = layout.Y.At(layout.YTicks.Major[i]);
            canvas.Line(layout.Left - 5, y, layout.Left, y, Palette.Ink);
            canvas.Text(layout.Left - 8, y + 4, layout.YTicks.Labels[i], ChartLayout.TickSize, "end");
        }

        var label = layout.Chart.Y.Label;
        if (label.Length > 0)
            canvas.Text(21, (layout.Top + layout.Bottom) / 2, label, ChartLayout.LabelSize, "middle", turn: -90);
    }

    private static void PaintLevels(SvgCanvas canvas, ChartLayout layout)
    {
        var last = double.NegativeInfinity;
        foreach (var (value, label) in layout.Chart.Levels.Where(l => layout.Y.Shows(l.Value)).OrderByDescending(l => l.Value))
        {
            var y = layout.Y.At(value);
            if (y < layout.Top - 0.5 || y > layout.Bottom + 0.5)
                continue;
            canvas.Line(layout.Left, y, layout.Right, y, Palette.Faint, 1.3, "6,4");
            last = Math.Max(y, last + 13);
            canvas.Text(layout.Right + 6, last + 4, label, ChartLayout.TickSize, fill: Palette.Faint);
        }
    }
}
