using Workbook.Codecs;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws heat maps: rectangles for a few cells, an embedded picture for many, and the colour bar.</summary>
internal static class HeatPainter
{
    private const int MostRectangles = 1600;

    public static void Paint(SvgCanvas canvas, ChartLayout layout, HeatTrace heat)
    {
        if (heat.Values.Length <= MostRectangles)
            PaintCells(canvas, layout, heat);
        else
            PaintPicture(canvas, layout, heat);
    }

    public static void PaintColorBar(SvgCanvas canvas, ChartLayout layout, HeatTrace heat)
    {
        const int steps = 64;
        var (left, range, ticks) = (layout.Right + 18, ChartLayout.ColorRange(heat), ChartLayout.ColorTicks(heat));
        var height = layout.Bottom - layout.Top;
        for (var i = 0; i < steps; i++)
            canvas.Rect(left, layout.Bottom - (i + 1) * height / steps, ChartLayout.ColorBar, height / steps + 0.5, Palette.Hex(Palette.OnScale((i + 0.5) / steps)));
        canvas.Rect(left, layout.Top, ChartLayout.ColorBar, height, "none", Palette.Ink, 0.7);
        var scale = new Scale(range.Low, range.High, layout.Bottom, layout.Top, heat.Color.Log);
        for (var i = 0; i < ticks.Major.Length; i++)
        {
            var y = scale.At(ticks.Major[i]);
            canvas.Line(left + ChartLayout.ColorBar, y, left + ChartLayout.ColorBar + 4, y, Palette.Ink);
            canvas.Text(left + ChartLayout.ColorBar + 7, y + 4, ticks.Labels[i], ChartLayout.TickSize);
        }
        if (heat.Color.Label.Length > 0)
            canvas.Text(layout.Chart.Width - 11, (layout.Top + layout.Bottom) / 2, heat.Color.Label, ChartLayout.LabelSize, "middle", turn: -90);
    }

    private static void PaintCells(SvgCanvas canvas, ChartLayout layout, HeatTrace heat)
    {
        var range = ChartLayout.ColorRange(heat);
        var (width, height) = (layout.X.At(1) - layout.X.At(0), layout.Y.At(1) - layout.Y.At(0));
        var numbers = heat.ShowsNumbers && width >= 34 && height >= 16;
        for (var row = 0; row < heat.Rows; row++)
        {
            for (var column = 0; column < heat.Columns; column++)
            {
                var value = heat.Values[row, column];
                var (x, y) = (layout.X.At(column), layout.Y.At(row));
                var color = Color(value, range);
                canvas.Rect(x - width / 2, y - height / 2, width + 0.3, height + 0.3, Palette.Hex(color), hover: double.IsFinite(value) ? Ticks.Short(value) : "missing");
                if (numbers && double.IsFinite(value))
                    canvas.Text(x, y + 4, Ticks.Short(value, digits: 3), 11, "middle", Light(color) ? Palette.Ink : "#fff");
            }
        }
    }

    private static void PaintPicture(SvgCanvas canvas, ChartLayout layout, HeatTrace heat)
    {
        var (image, range) = (new RgbImage(heat.Rows, heat.Columns), ChartLayout.ColorRange(heat));
        for (var i = 0; i < image.PixelCount; i++)
        {
            var color = Color(heat.Values[i / heat.Columns, i % heat.Columns], range);
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) = (color.Red, color.Green, color.Blue);
        }
        canvas.Image(layout.Left, layout.Top, layout.Right - layout.Left, layout.Bottom - layout.Top, PngWriter.Encode(image), "heat map");
    }

    private static Rgb Color(double value, Extent range) =>
        double.IsFinite(value) ? Palette.OnScale((value - range.Low) / (range.High - range.Low)) : new Rgb(0xd9, 0xd9, 0xd9);

    private static bool Light(Rgb color) => 0.299 * color.Red + 0.587 * color.Green + 0.114 * color.Blue > 140;
}
