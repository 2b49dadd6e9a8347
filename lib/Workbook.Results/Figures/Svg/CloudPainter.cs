using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws colours as balls in the RGB cube, seen from a fixed place in parallel projection.</summary>
internal static class CloudPainter
{
    private const double Azimuth = 0.62;
    private const double Elevation = 0.42;

    public static void Paint(SvgCanvas canvas, ChartLayout layout, CloudTrace cloud)
    {
        var (top, bottom) = (layout.LegendTop + 12, layout.Chart.Height - 24.0);
        var unit = Math.Min((bottom - top) / 1.75, layout.Chart.Width / 2.1);
        (double X, double Y) At((double R, double G, double B) p)
        {
            var (right, up, _) = Turn(p);
            return (layout.Chart.Width / 2.0 + right * unit, (top + bottom) / 2 - up * unit);
        }

        PaintCube(canvas, At);
        var heaviest = cloud.Weights.Count > 0 ? cloud.Weights.Max() : 1;
        var order = Enumerable.Range(0, cloud.Colors.Count).OrderBy(i => Turn(Place(cloud, i)).Depth).ThenBy(i => i);
        foreach (var i in order)
        {
            var (x, y) = At(Place(cloud, i));
            canvas.Circle(x, y, Radius(cloud.Weights[i] / heaviest, cloud.Colors.Count), Palette.Hex(cloud.Colors[i]), "#555", 0.4);
        }
    }

    /// <summary>Radius in pixels for a share of the heaviest weight: the ball's volume follows the weight.</summary>
    public static double Radius(double share, int count) => Math.Max(1.6, (count > 600 ? 7 : 12) * Math.Cbrt(share));

    private static void PaintCube(SvgCanvas canvas, Func<(double, double, double), (double X, double Y)> at)
    {
        for (var corner = 0; corner < 8; corner++)
        {
            for (var bit = 1; bit < 8; bit <<= 1)
            {
                if ((corner & bit) == 0)
                    PaintEdge(canvas, at(Corner(corner)), at(Corner(corner | bit)), corner == 0);
            }
        }

        foreach (var (name, corner, color) in new[] { ("red", 1, "#c00000"), ("green", 2, "#007a00"), ("blue", 4, "#0000d0") })
        {
            var (end, origin) = (at(Corner(corner)), at(Corner(0)));
            var side = end.X > origin.X + 1 ? "start" : end.X < origin.X - 1 ? "end" : "middle";
            canvas.Text(end.X + (side == "start" ? 8 : side == "end" ? -8 : 0), end.Y + (corner == 4 ? -8 : 14), name, ChartLayout.LabelSize, side, color);
        }
    }

    private static void PaintEdge(SvgCanvas canvas, (double X, double Y) from, (double X, double Y) to, bool axis) =>
        canvas.Path($"M{Number(from.X)} {Number(from.Y)}L{Number(to.X)} {Number(to.Y)}", "none", axis ? Palette.Faint : "#cfcfcf", axis ? 1.4 : 1);

    private static (double, double, double) Corner(int bits) => (bits & 1, bits >> 1 & 1, bits >> 2 & 1);

    private static (double, double, double) Place(CloudTrace cloud, int i) =>
        (cloud.Colors[i].Red / 255.0, cloud.Colors[i].Green / 255.0, cloud.Colors[i].Blue / 255.0);

    private static (double Right, double Up, double Depth) Turn((double R, double G, double B) p)
    {
        var (x, y, z) = (p.R - 0.5, p.G - 0.5, p.B - 0.5);
        var (sin, cos, rise, run) = (Math.Sin(Azimuth), Math.Cos(Azimuth), Math.Sin(Elevation), Math.Cos(Elevation));
        var (right, away) = (x * cos - y * sin, x * sin + y * cos);
        return (right, z * run + away * rise, z * rise - away * run);
    }
}
