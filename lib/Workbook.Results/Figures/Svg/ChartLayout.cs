namespace Workbook.Results.Figures.Svg;

/// <summary>Where everything in a chart goes: the plot's rectangle, the scales, the legend's rows, the margins.</summary>
/// <remarks>The legend stands above the plot and level names stand right of it, so neither covers data.</remarks>
internal sealed class ChartLayout
{
    public const double TitleSize = 15;
    public const double LabelSize = 13;
    public const double TickSize = 12;
    public const double LegendRow = 20;
    public const double LegendSwatch = 26;
    public const double LegendGap = 20;
    public const double CaptionSize = 12;
    public const double CaptionLine = 16;
    public const double ColorBar = 14;
    private const double Edge = 12;
    private const double TitleRow = 26;
    private const double TickGap = 8;
    private const double LongestTurned = 130;

    public ChartLayout(ChartDescription chart, bool captioned)
    {
        Chart = chart;
        var xRange = AxisRange.Of(chart.X, chart.XExtent, chart.Categories is not null || chart.Heat is not null, onZero: false);
        var yRange = AxisRange.Of(chart.Y, chart.YExtent, chart.RowCategories is not null || chart.Heat is not null, chart.Traces.Any(t => t.StandsOnZero) && !chart.Y.Log);
        YTicks = MakeTicks(chart.Y, yRange, chart.RowCategories, Math.Max(2, chart.Height / 60));
        Left = Edge + (chart.Y.Label.Length > 0 ? LabelSize + 8 : 0) + WidestOf(YTicks.Labels) + TickGap;
        Right = chart.Width - Edge - RightMargin(chart);
        XTicks = MakeTicks(chart.X, xRange, chart.Categories, Math.Max(2, (int)((Right - Left) / 75)));
        Turned = chart.Categories is not null && WidestOf(XTicks.Labels) > (Right - Left) / XTicks.Labels.Length - 6;
        if (Turned)
        {
            XTicks = XTicks with { Labels = [.. XTicks.Labels.Select(l => TextWidth.Cut(l, TickSize, LongestTurned))] };
            Left = Math.Max(Left, WidestOf(XTicks.Labels) * TurnedWidth - (Right - Left) / XTicks.Labels.Length / 2 + Edge);
        }

        (LegendRows, LegendColumn) = PlaceLegend(chart, Right - Left);
        LegendTop = Edge + (chart.Title.Length > 0 ? TitleRow : 0);
        Top = LegendTop + LegendRows.Count * LegendRow + (LegendRows.Count > 0 ? 6 : 2);
        Bottom = chart.Height - Edge - (chart.X.Label.Length > 0 ? LabelSize + 8 : 0) - (Turned ? WidestOf(XTicks.Labels) * TurnedHeight + 10 : TickSize + TickGap);
        X = new Scale(xRange.Low, xRange.High, Left, Right, chart.X.Log);
        Y = chart.Heat is not null ? new Scale(yRange.Low, yRange.High, Top, Bottom, false) : new Scale(yRange.Low, yRange.High, Bottom, Top, chart.Y.Log);
        CaptionLines = captioned ? [.. TextWidth.Wrap(chart.Caption, CaptionSize, chart.Width - 2 * Edge)] : [];
        Height = chart.Height + (CaptionLines.Count > 0 ? CaptionLines.Count * CaptionLine + 6 : 0);
    }

    /// <summary>Share of a turned label's length that it takes in width and in height (35 degrees).</summary>
    public const double TurnedWidth = 0.819;

    /// <inheritdoc cref="TurnedWidth"/>
    public const double TurnedHeight = 0.574;

    public ChartDescription Chart { get; }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    public double Height { get; }

    public double LegendTop { get; }

    public bool Turned { get; }

    public Scale X { get; }

    public Scale Y { get; }

    public Ticks XTicks { get; }

    public Ticks YTicks { get; }

    public IReadOnlyList<string> CaptionLines { get; }

    /// <summary>Legend entries by row: which trace, and how far right of the plot's left edge it starts.</summary>
    public IReadOnlyList<IReadOnlyList<(int Trace, double Offset)>> LegendRows { get; }

    /// <summary>Width of a legend column where the legend takes several rows; null where it takes one.</summary>
    public double? LegendColumn { get; }

    /// <summary>Marks of a heat map's colour bar.</summary>
    public static Ticks ColorTicks(HeatTrace heat)
    {
        var range = ColorRange(heat);
        return MakeTicks(heat.Color, range, null, 6);
    }

    /// <summary>Values at the two ends of a heat map's colours.</summary>
    public static Extent ColorRange(HeatTrace heat)
    {
        var data = heat.ColorExtent;
        var (low, high) = (heat.Color.From ?? (data.IsEmpty ? 0 : data.Low), heat.Color.To ?? (data.IsEmpty ? 1 : data.High));
        return low < high ? new(low, high) : new(low - 0.5, low + 0.5);
    }

    private static Ticks MakeTicks(Axis axis, Extent range, IReadOnlyList<string>? names, int most) =>
        names is not null ? Ticks.Named(names)
        : axis.Log ? Ticks.Logarithmic(range.Low, range.High, most)
        : Ticks.Linear(range.Low, range.High, most);

    private static double WidestOf(IEnumerable<string> labels) => labels.Select(l => TextWidth.Of(l, TickSize)).DefaultIfEmpty(0).Max();

    private static double RightMargin(ChartDescription chart)
    {
        if (chart.Heat is { } heat)
            return 18 + ColorBar + TickGap + WidestOf(ColorTicks(heat).Labels) + (heat.Color.Label.Length > 0 ? LabelSize + 8 : 0);
        return chart.Levels.Count > 0 ? WidestOf(chart.Levels.Select(l => l.Label)) + 6 : 4;
    }

    // One row where all entries fit, each as wide as it must be; otherwise columns of equal width, as plotly.js does it.
    private static (List<IReadOnlyList<(int, double)>> Rows, double? Column) PlaceLegend(ChartDescription chart, double width)
    {
        var entries = Enumerable.Range(0, chart.Traces.Count).Where(i => chart.Traces[i].Name.Length > 0).ToArray();
        var widths = Array.ConvertAll(entries, i => LegendSwatch + TextWidth.Of(chart.Traces[i].Name, TickSize) + LegendGap);
        if (entries.Length == 0)
            return ([], null);
        if (widths.Sum() - LegendGap <= width)
            return ([[.. entries.Select((trace, i) => (trace, widths.Take(i).Sum()))]], null);
        var column = widths.Max();
        var columns = Math.Max(1, (int)(width / column));
        return ([.. entries.Chunk(columns).Select(row => row.Select((trace, i) => (trace, i * column)).ToArray())], column);
    }
}
