using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws bars, side by side where there are several traces, hatched so that they differ in grey.</summary>
internal static class BarPainter
{
    public const double GroupShare = 0.8;
    private const double HatchStep = 7;

    public static void Paint(SvgCanvas canvas, ChartLayout layout, BarTrace trace, int index)
    {
        var slot = layout.X.At(1) - layout.X.At(0);
        var place = layout.Chart.BarPlace(index);
        var width = slot * GroupShare / layout.Chart.BarTraces;
        for (var i = 0; i < trace.Values.Count; i++)
        {
            if (!double.IsFinite(trace.Values[i]))
                continue;
            var left = layout.X.At(i) - slot * GroupShare / 2 + place * width;
            var (y, zero) = (layout.Y.AtOrLow(trace.Values[i]), layout.Y.Log ? layout.Y.Start : layout.Y.At(0));
            var color = layout.Chart.BarTraces == 1 && layout.Chart.Colors is not null ? layout.Chart.Color(i) : layout.Chart.Color(index);
            PaintBar(canvas, left, Math.Min(y, zero), width, Math.Abs(zero - y), color, Palette.Hatch(place), Hover(trace, i));
            if (trace.Errors is { } errors && errors[i] > 0)
                PaintError(canvas, layout, left + width / 2, trace.Values[i], errors[i]);
        }
    }

    /// <summary>One bar; its hatch lies in a nested picture that cuts it at the bar's edges.</summary>
    public static void PaintBar(SvgCanvas canvas, double x, double y, double width, double height, string color, string hatch, string? hover)
    {
        canvas.Rect(x, y, width, height, color, hover: hover);
        var lines = HatchPath(hatch, x, y, width, height);
        if (lines.Length > 0 && height > 0)
            canvas.Clipped(x, y, width, height, () => canvas.Path(lines, "none", "#fff", 1.4));
        canvas.Rect(x, y, width, height, "none", Palette.Ink, 0.6);
    }

    private static string HatchPath(string hatch, double x, double y, double width, double height) => hatch switch
    {
        "/" => Diagonals(x, y, width, height, rising: true),
        "\\" => Diagonals(x, y, width, height, rising: false),
        "x" => Diagonals(x, y, width, height, rising: true) + Diagonals(x, y, width, height, rising: false),
        "-" => Levels(x, y, width, height),
        "|" => Columns(x, y, width, height),
        "+" => Levels(x, y, width, height) + Columns(x, y, width, height),
        _ => "",
    };

    private static string Levels(double x, double y, double width, double height) =>
        string.Concat(Steps(HatchStep / 2, height).Select(d => $"M{Number(x)} {Number(y + height - d)}h{Number(width)}"));

    private static string Columns(double x, double y, double width, double height) =>
        string.Concat(Steps(HatchStep / 2, width).Select(d => $"M{Number(x + d)} {Number(y)}v{Number(height)}"));

    private static string Diagonals(double x, double y, double width, double height, bool rising) =>
        string.Concat(Steps(HatchStep / 2, width + height).Select(d => rising
            ? $"M{Number(x)} {Number(y + d)}l{Number(d)} {Number(-d)}"
            : $"M{Number(x + width)} {Number(y + d)}l{Number(-d)} {Number(-d)}"));

    private static IEnumerable<double> Steps(double first, double end)
    {
        for (var d = first; d < end; d += HatchStep)
            yield return d;
    }

    private static void PaintError(SvgCanvas canvas, ChartLayout layout, double x, double value, double error)
    {
        var (low, high) = (layout.Y.AtOrLow(value - error), layout.Y.AtOrLow(value + error));
        canvas.Path($"M{Number(x)} {Number(low)}V{Number(high)}M{Number(x - 4)} {Number(low)}h8M{Number(x - 4)} {Number(high)}h8", "none", Palette.Ink, 1.2);
    }

    private static string Hover(BarTrace trace, int i) =>
        string.Join(" ", new[] { trace.Name, trace.Labels[i] }.Where(part => part.Length > 0)) + ": " + Ticks.Short(trace.Values[i]);
}
