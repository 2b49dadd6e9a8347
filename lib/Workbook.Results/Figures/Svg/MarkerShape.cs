using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws the markers that plotly.js knows under the same names.</summary>
internal static class MarkerShape
{
    private const double Radius = 4;

    public static void Paint(SvgCanvas canvas, string shape, double x, double y, string color, string? hover = null)
    {
        if (shape == "circle")
            canvas.Circle(x, y, Radius, color, "#fff", 0.8, hover);
        else
            canvas.Path(Outline(shape, x, y, Radius * 1.1), color, "#fff", 0.8, hover: hover);
    }

    private static string Outline(string shape, double x, double y, double r) => shape switch
    {
        "square" => Polygon(x, y, [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)], r),
        "diamond" => Polygon(x, y, [(0, -1.25), (1.1, 0), (0, 1.25), (-1.1, 0)], r),
        "triangle-up" => Polygon(x, y, [(0, -1.15), (1.1, 0.8), (-1.1, 0.8)], r),
        "triangle-down" => Polygon(x, y, [(0, 1.15), (1.1, -0.8), (-1.1, -0.8)], r),
        "cross" => Polygon(x, y, Plus(1.1, 0.4), r),
        _ => Polygon(x, y, [.. Plus(1.15, 0.4).Select(p => ((p.X - p.Y) * 0.707, (p.X + p.Y) * 0.707))], r),
    };

    private static (double X, double Y)[] Plus(double a, double b) =>
        [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b), (b, a), (-b, a), (-b, b), (-a, b), (-a, -b), (-b, -b)];

    private static string Polygon(double x, double y, (double X, double Y)[] corners, double r) =>
        "M" + string.Join("L", corners.Select(c => $"{Number(x + c.X * r)} {Number(y + c.Y * r)}")) + "Z";
}
