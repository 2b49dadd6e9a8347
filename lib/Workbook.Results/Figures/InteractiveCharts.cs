using Workbook.Results.Figures.Plotly;

namespace Workbook.Results.Figures;

/// <summary>Makes the charts of a notebook interactive: shown once, it puts plotly.js on the page.</summary>
/// <remarks><c>display(InteractiveCharts.Load())</c>. Nothing is fetched; the script is 3.6 MB and is stored with the cell's output. Where a
/// viewer runs no scripts, charts stay pictures.</remarks>
[TypeFormatterSource(typeof(InteractiveChartsFormatters))]
public sealed class InteractiveCharts
{
    private InteractiveCharts()
    {
    }

    /// <summary>What to display once in a notebook.</summary>
    /// <returns>A value whose HTML is the script.</returns>
    public static InteractiveCharts Load() => new();

    /// <summary>A script element with plotly.js in it.</summary>
    /// <returns>HTML; it loads nothing.</returns>
    /// <exception cref="FileNotFoundException">The build left no copy of plotly.js beside the library.</exception>
    public string ToHtml() => $"<script>{PlotlyScript.Loader}</script>";

    /// <summary>A word for viewers that run no scripts.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "charts on this page are interactive where the viewer runs scripts";
}

/// <summary>How notebooks show <see cref="InteractiveCharts"/>.</summary>
internal sealed class InteractiveChartsFormatters
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter("text/html", value => ((InteractiveCharts)value).ToHtml()),
        new MimeFormatter("text/plain", value => value.ToString()),
    ];
}
