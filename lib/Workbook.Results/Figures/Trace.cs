namespace Workbook.Results.Figures;

/// <summary>One layer of a chart: data and the way it is drawn.</summary>
internal abstract record Trace(string Name)
{
    /// <summary>Names along the horizontal axis; null for a numeric one.</summary>
    public virtual IReadOnlyList<string>? Categories => null;

    /// <summary>Names along the vertical axis, top to bottom; null for a numeric one.</summary>
    public virtual IReadOnlyList<string>? RowCategories => null;

    public abstract Extent XExtent(bool log);

    public abstract Extent YExtent(bool log);

    /// <summary>Whether the values grow from zero, so that zero must be on the axis.</summary>
    public virtual bool StandsOnZero => false;

    /// <summary>How many values it shows, and their word.</summary>
    public abstract (int Count, string Word) Size { get; }

    /// <summary>The chart's kind in the summary line.</summary>
    public abstract string Kind { get; }
}

/// <summary>Points, joined by a line or not.</summary>
internal sealed record PointTrace(Series Series, bool Lines) : Trace(Series.Name)
{
    private const int MostMarkers = 40;

    public bool Markers => !Lines || Series.X.Count <= MostMarkers;

    public override Extent XExtent(bool log) => Extent.Of(Series.X, Series.XError, log);

    public override Extent YExtent(bool log) => Extent.Of(Series.Y, Series.YError, log);

    public override (int, string) Size => (Series.X.Count, "points");

    public override string Kind => Lines ? "line chart" : "scatter chart";
}

/// <summary>One value a category; several traces stand side by side.</summary>
internal sealed record BarTrace(string Name, IReadOnlyList<string> Labels, IReadOnlyList<double> Values, IReadOnlyList<double>? Errors) : Trace(Name)
{
    public override IReadOnlyList<string> Categories => Labels;

    public override Extent XExtent(bool log) => new(-0.5, Labels.Count - 0.5);

    public override Extent YExtent(bool log) => Extent.Of(Values, Errors, log);

    public override bool StandsOnZero => true;

    public override (int, string) Size => (Values.Count, "bars");

    public override string Kind => "bar chart";
}

/// <summary>Counts between edges.</summary>
internal sealed record HistogramTrace(string Name, IReadOnlyList<double> Edges, IReadOnlyList<double> Counts) : Trace(Name)
{
    public override Extent XExtent(bool log) => Extent.Of(Edges, log);

    public override Extent YExtent(bool log) => Extent.Of(Counts, log);

    public override bool StandsOnZero => true;

    public override (int, string) Size => (Counts.Count, "bins");

    public override string Kind => "histogram";
}

/// <summary>One box of a box plot at its place among the categories.</summary>
internal sealed record BoxTrace(IReadOnlyList<string> Labels, IReadOnlyList<Box> Boxes) : Trace("")
{
    public override IReadOnlyList<string> Categories => Labels;

    public override Extent XExtent(bool log) => new(-0.5, Labels.Count - 0.5);

    public override Extent YExtent(bool log) =>
        Extent.Of(Boxes.SelectMany(box => (IEnumerable<double>)[box.Low, box.LowerQuartile, box.UpperQuartile, box.High, .. box.Outliers]), log);

    public override (int, string) Size => (Boxes.Count, "boxes");

    public override string Kind => "box plot";
}

/// <summary>A grid of values shown as colours; row 0 is at the top.</summary>
internal sealed record HeatTrace(double[,] Values, IReadOnlyList<string>? RowLabels, IReadOnlyList<string>? ColumnLabels, Axis Color) : Trace("")
{
    private const int MostNumbers = 15;

    public int Rows => Values.GetLength(0);

    public int Columns => Values.GetLength(1);

    public bool ShowsNumbers => Rows <= MostNumbers && Columns <= MostNumbers;

    public override IReadOnlyList<string>? Categories => ColumnLabels;

    public override IReadOnlyList<string>? RowCategories => RowLabels;

    public override Extent XExtent(bool log) => new(-0.5, Columns - 0.5);

    public override Extent YExtent(bool log) => new(-0.5, Rows - 0.5);

    public Extent ColorExtent => Extent.Of(Values.Cast<double>(), log: false);

    public override (int, string) Size => (Values.Length, "cells");

    public override string Kind => "heat map";
}

/// <summary>Colours as points of the RGB cube; the size follows the weight.</summary>
internal sealed record CloudTrace(IReadOnlyList<Codecs.Rgb> Colors, IReadOnlyList<double> Weights) : Trace("")
{
    public override Extent XExtent(bool log) => new(0, 255);

    public override Extent YExtent(bool log) => new(0, 255);

    public override (int, string) Size => (Colors.Count, "colours");

    public override string Kind => "colour cube";
}
