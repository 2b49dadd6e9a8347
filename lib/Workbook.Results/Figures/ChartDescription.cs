namespace Workbook.Results.Figures;

/// <summary>All there is to know about a chart; the SVG and the plotly.js form are both written from it.</summary>
internal sealed record ChartDescription(IReadOnlyList<Trace> Traces)
{
    public string Title { get; init; } = "";

    public string Caption { get; init; } = "";

    public Axis X { get; init; } = new();

    public Axis Y { get; init; } = new();

    public int Width { get; init; } = 640;

    public int Height { get; init; } = 400;

    public IReadOnlyList<string>? Colors { get; init; }

    public IReadOnlyList<(double Value, string Label)> Levels { get; init; } = [];

    public IReadOnlyList<string>? Categories => Traces.Select(t => t.Categories).FirstOrDefault(c => c is not null);

    public IReadOnlyList<string>? RowCategories => Traces.Select(t => t.RowCategories).FirstOrDefault(c => c is not null);

    public HeatTrace? Heat => Traces.OfType<HeatTrace>().FirstOrDefault();

    public CloudTrace? Cloud => Traces.OfType<CloudTrace>().FirstOrDefault();

    public bool HasLegend => Traces.Any(t => t.Name.Length > 0);

    public int BarTraces => Traces.OfType<BarTrace>().Count();

    public string Color(int index) => index < Traces.Count && Traces[index] is PointTrace { Series.IsReference: true } ? Palette.Reference : Colors is { Count: > 0 } own ? own[index % own.Count] : Palette.Color(index);

    /// <summary>Place of a bar trace among the bars that stand side by side.</summary>
    public int BarPlace(int traceIndex) => Traces.Take(traceIndex).OfType<BarTrace>().Count();

    public Extent XExtent => Traces.Aggregate(Extent.Empty, (all, trace) => all.And(trace.XExtent(X.Log)));

    public Extent YExtent => Levels.Aggregate(Traces.Aggregate(Extent.Empty, (all, trace) => all.And(trace.YExtent(Y.Log))),
        (all, level) => Y.Log && level.Value <= 0 ? all : all.And(level.Value));

    /// <summary>The summary line.</summary>
    public string Summary
    {
        get
        {
            var kind = Traces.Count == 0 ? "empty chart" : Traces[0].Kind;
            var title = Title.Length > 0 ? $" \"{Title}\"" : "";
            var axes = X.Label.Length > 0 && Y.Label.Length > 0 ? $": {Y.Label} against {X.Label}" : Y.Label.Length > 0 ? $": {Y.Label}" : "";
            var names = Traces.Where(t => t.Name.Length > 0).Select(t => t.Name).ToArray();
            var count = Traces.Sum(t => t.Size.Count);
            var word = Traces.Count == 0 ? "points" : Traces[0].Size.Word;
            return $"{kind}{title}{axes}; {count} {word}{(names.Length > 0 ? " in " + string.Join(" | ", names) : "")}";
        }
    }
}
