using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Workbook.Results.Figures.Plotly;

/// <summary>plotly.js, read from the NuGet package Plotly.NET, which carries it as a resource.</summary>
/// <remarks>The build copies the package's library beside this one. Only its resource is read; the library is never loaded, so neither it nor
/// the FSharp.Core it needs can clash with a notebook engine's own.</remarks>
internal static class PlotlyScript
{
    private const string Carrier = "plotly/Plotly.NET.dll";
    private const string Resource = "plotly-2.28.0.min.js";

    private static readonly Lazy<string> Text = new(Read);

    /// <summary>The source of plotly.js, licence line included.</summary>
    /// <exception cref="FileNotFoundException">The build left no copy of the package beside this library.</exception>
    public static string Source => Text.Value;

    /// <summary>A script that defines <c>window.Plotly</c> and draws the charts that wait for it.</summary>
    /// <remarks>plotly.js hands itself to require.js where the page has it, and then sets no <c>window.Plotly</c>. The names it looks for are
    /// hidden by parameters, so require.js is left as it was.</remarks>
    public static string Loader => $$$"""
        (function(exports,module,define){
        {{{Source}}}
        }).call(window);
        (function(){
        var waiting=window.workbookFigures||[];
        window.workbookFigures={push:function(draw){draw();}};
        waiting.forEach(function(draw){draw();});
        })();
        """;

    private static string Read()
    {
        var path = Path.Combine(Path.GetDirectoryName(typeof(PlotlyScript).Assembly.Location) ?? ".", Carrier);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path} is missing, so there is no plotly.js; build Workbook.Results again (it copies the file from the package Plotly.NET), or ask for static charts", path);
        using var library = new PEReader(File.OpenRead(path));
        return Encoding.UTF8.GetString(ResourceBytes(library));
    }

    private static ReadOnlySpan<byte> ResourceBytes(PEReader library)
    {
        var metadata = library.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!metadata.GetString(resource.Name).EndsWith(Resource, StringComparison.Ordinal))
                continue;
            var section = library.GetSectionData(library.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
            var reader = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
            return reader.ReadBytes(reader.ReadInt32());
        }
        throw new InvalidDataException($"{Carrier} holds no resource {Resource}; the pinned version of Plotly.NET must be 6.0.0");
    }
}
