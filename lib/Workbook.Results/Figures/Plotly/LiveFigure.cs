using System.Text.Json.Nodes;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Figures.Plotly;

/// <summary>HTML of a chart: the picture, and a script that swaps it for the live chart where plotly.js is at hand.</summary>
/// <remarks>The script looks for <c>window.Plotly</c>. Where it is missing, the drawing waits in <c>window.workbookFigures</c>, a list that a
/// page which loads plotly.js later works off (see <see cref="PlotlyScript"/>). Elements are found by a name made from the content, so the same
/// chart gives the same HTML in every notebook host, twice on one page too. A chart comes alive when it is nearly in sight: a long page opens at
/// once, and a chart in a folded part gets its true size when it is unfolded.</remarks>
internal static class LiveFigure
{
    public static string Html(string svg, string caption, ChartDescription chart)
    {
        var spec = PlotlyWriter.Write(chart).ToJsonString();
        var name = Markup.Name(svg + spec);
        return $"""
            <figure class="workbook-figure" data-workbook-figure="{name}" style="margin:0.5em 0;width:{chart.Width}px;max-width:100%">
            <div class="workbook-picture">{svg}</div>{Caption(caption)}
            <script>{Script(name, spec, chart)}</script>
            </figure>
            """;
    }

    /// <summary>The caption as an HTML element; nothing where there is none.</summary>
    public static string Caption(string caption) => caption.Length == 0 ? ""
        : $"\n<figcaption style=\"font:12px {SvgCanvas.Font};color:#6b6b6b;padding:2px 12px\">{Markup.Escape(caption)}</figcaption>";

    // The JSON holds no '<' (System.Text.Json writes \u003C), so no text in it can end the script element.
    private static string Script(string name, string spec, ChartDescription chart) => $$$"""
        (function(){
        var spec={{{spec}}};
        function swap(figure){
        if(figure.workbookLive)return;figure.workbookLive=true;
        var picture=figure.querySelector('.workbook-picture'),chart=document.createElement('div');
        chart.className='workbook-chart';chart.style.cssText='width:100%;height:{{{chart.Height}}}px';
        picture.after(chart);picture.style.display='none';
        function stay(){chart.remove();picture.style.display='';}
        try{window.Plotly.newPlot(chart,spec.data,spec.layout,spec.config).catch(stay);}catch(e){stay();}
        }
        function draw(){
        {{{(chart.Cloud is null ? "" : "try{if(!document.createElement('canvas').getContext('webgl'))return;}catch(e){return;}")}}}
        document.querySelectorAll('[data-workbook-figure="{{{name}}}"]').forEach(function(figure){
        if(!window.IntersectionObserver)return swap(figure);
        var watch=new IntersectionObserver(function(seen){if(seen.some(function(e){return e.isIntersecting;})){watch.disconnect();swap(figure);}},{rootMargin:'600px'});
        watch.observe(figure);});
        }
        if(window.Plotly)draw();else(window.workbookFigures=window.workbookFigures||[]).push(draw);
        })();
        """;
}
