using System.Text;
using static Workbook.Results.Figures.Svg.Markup;

namespace Workbook.Results.Figures.Svg;

/// <summary>Draws a histogram as one stepped outline over a light fill, so that several may overlap.</summary>
internal static class HistogramPainter
{
    public static void Paint(SvgCanvas canvas, ChartLayout layout, HistogramTrace trace, int index)
    {
        var several = layout.Chart.Traces.Count > 1;
        var path = Steps(layout, trace);
        canvas.Path(path, layout.Chart.Color(index), layout.Chart.Color(index), 1.6, several ? Palette.Dash(index) : "", opacity: several ? 0.2 : 0.65);
        if (several)
            return;
        foreach (var edge in trace.Edges.Skip(1).Take(trace.Counts.Count - 1))
            canvas.Line(layout.X.At(edge), layout.Y.Start, layout.X.At(edge), Top(layout, trace, edge), "#fff", 0.8);
    }

    private static double Top(ChartLayout layout, HistogramTrace trace, double edge)
    {
        var right = 0;
        while (trace.Edges[right] < edge)
            right++;
        return layout.Y.AtOrLow(Math.Min(trace.Counts[right - 1], trace.Counts[right])) + 1;
    }

    private static string Steps(ChartLayout layout, HistogramTrace trace)
    {
        var path = new StringBuilder($"M{Number(layout.X.At(trace.Edges[0]))} {Number(layout.Y.Start)}");
        for (var i = 0; i < trace.Counts.Count; i++)
            path.Append($"V{Number(layout.Y.AtOrLow(trace.Counts[i]))}H{Number(layout.X.At(trace.Edges[i + 1]))}");
        return path.Append($"V{Number(layout.Y.Start)}Z").ToString();
    }
}
