using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws box plots: box from quartile to quartile, median line, whiskers, mean diamond, outliers.</summary>
internal static class BoxPainter
{
    public const double WidthShare = 0.5;
    private const double WidestBox = 70;

    public static void Paint(SvgCanvas canvas, ChartLayout layout, BoxTrace trace)
    {
        var width = Math.Min(WidestBox, (layout.X.At(1) - layout.X.At(0)) * WidthShare);
        for (var i = 0; i < trace.Boxes.Count; i++)
            PaintBox(canvas, layout, trace.Boxes[i], layout.X.At(i), width, layout.Chart.Colors is null ? layout.Chart.Color(0) : layout.Chart.Color(i));
    }

    private static void PaintBox(SvgCanvas canvas, ChartLayout layout, Box box, double x, double width, string color)
    {
        double Y(double value) => layout.Y.AtOrLow(value);
        var (left, right, cap) = (x - width / 2, x + width / 2, width / 4);
        canvas.Path($"M{Number(x)} {Number(Y(box.Low))}V{Number(Y(box.LowerQuartile))}M{Number(x)} {Number(Y(box.UpperQuartile))}V{Number(Y(box.High))}" +
            $"M{Number(x - cap)} {Number(Y(box.Low))}H{Number(x + cap)}M{Number(x - cap)} {Number(Y(box.High))}H{Number(x + cap)}", "none", color, 1.5);
        canvas.Path($"M{Number(left)} {Number(Y(box.LowerQuartile))}H{Number(right)}V{Number(Y(box.UpperQuartile))}H{Number(left)}Z", color, color, 1.5, hover: Hover(box), opacity: 0.25);
        canvas.Line(left, Y(box.Median), right, Y(box.Median), Palette.Ink, 2.2);
        foreach (var outlier in box.Outliers)
            canvas.Circle(x, Y(outlier), 2.5, "none", color, 1.2, $"{box.Name}: {Ticks.Short(outlier)}");
        if (box.Mean is { } mean)
            canvas.Path($"M{Number(x)} {Number(Y(mean) - 5)}l5 5l-5 5l-5 -5Z", "#fff", Palette.Ink, 1.2, hover: $"{box.Name}: mean {Ticks.Short(mean)}");
    }

    private static string Hover(Box box) =>
        $"{box.Name}: median {Ticks.Short(box.Median)}, quartiles {Ticks.Short(box.LowerQuartile)} to {Ticks.Short(box.UpperQuartile)}, whiskers {Ticks.Short(box.Low)} to {Ticks.Short(box.High)}";
}
