using Workbook.Results.Figures.Plotly;

namespace Workbook.Results.Figures;

/// <summary>Makes the charts of a notebook interactive: shown once, it puts plotly.js on the page.</summary>
/// <remarks><c>load.csx</c> shows it in every notebook. Nothing is fetched; the script has 1.5 MB and is stored with the cell's output.
/// Where a viewer runs no scripts, charts stay pictures.</remarks>
[TypeFormatterSource(typeof(InteractiveChartsFormatters))]
public sealed class InteractiveCharts
{
    // There is nothing to see, so Jupyter and nbconvert need not leave room for it.
    private const string Start = """
        <script data-workbook="charts">(function(script){
        var room=script&&script.closest('.jp-OutputArea-child,.output_area');
        if(room)room.style.display='none';
        })(document.currentScript);

        """;

    private InteractiveCharts()
    {
    }

    /// <summary>What to display once in a notebook.</summary>
    /// <returns>A value whose HTML is the script.</returns>
    public static InteractiveCharts Load() => new();

    /// <summary>A script element with plotly.js in it.</summary>
    /// <returns>HTML; it loads nothing.</returns>
    /// <exception cref="FileNotFoundException">The build left no copy of plotly.js beside the library.</exception>
    public string ToHtml() => $"{Start}{PlotlyScript.Loader}</script>";

    /// <summary>A word for viewers that run no scripts.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "charts on this page are interactive where the viewer runs scripts";

    /// <summary>Whether an output is this script: a page that has its own copy leaves it out.</summary>
    internal static bool Made(string html) => html.StartsWith(Start, StringComparison.Ordinal);
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
