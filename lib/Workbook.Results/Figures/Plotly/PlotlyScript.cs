using System.IO.Compression;
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
    private static readonly Lazy<string> LoaderText = new(Pack);

    /// <summary>The source of plotly.js, licence line included.</summary>
    /// <exception cref="FileNotFoundException">The build left no copy of the package beside this library.</exception>
    public static string Source => Text.Value;

    /// <summary>A script that brings the charts of its page alive (LiveFigures.js); twice on a page, it runs once.</summary>
    /// <remarks>plotly.js is packed by gzip, which makes a notebook 2 MB smaller; a browser that cannot unpack it (from before 2023) keeps
    /// the pictures. plotly.js hands itself to require.js where the page has it: the name it looks for is hidden by a parameter, so
    /// neither require.js nor another plotly.js of the page notices.</remarks>
    public static string Loader => LoaderText.Value;

    private static string Pack() => $$$"""
        {{{Source[..(Source.IndexOf("*/", StringComparison.Ordinal) + 2)]}}}
        (function(){
        if(window.workbookLoads||!window.DecompressionStream)return;
        window.workbookLoads=true;
        var packed=Uint8Array.from(atob('{{{Convert.ToBase64String(Zip(Source))}}}'),function(c){return c.charCodeAt(0);});
        new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text().then(function(source){
        var module={exports:{}};
        new Function('exports','module','define',source).call(window,module.exports,module);
        start(module.exports);
        });
        function start(Plotly){
        {{{Behaviour()}}}
        }
        })();
        """;

    private static byte[] Zip(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static string Behaviour()
    {
        using var reader = new StreamReader(typeof(PlotlyScript).Assembly.GetManifestResourceStream("LiveFigures.js")!);
        return reader.ReadToEnd();
    }

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
