using System.CommandLine;
using Workbook.Codecs.Magic;

namespace Workbook.Host.Verbs.Magic;

/// <summary><c>workbook magic inspect</c>: what the files say of themselves.</summary>
internal static class InspectVerb
{
    public static Command Make()
    {
        var inputs = new Argument<string[]>("files") { Description = "streams (.mgc), videos (.mgv), knowledge files (.mgk), or folders of them", Arity = ArgumentArity.OneOrMore };
        var command = new Command("inspect", "Tell what streams and knowledge files hold; needs no knowledge.") { inputs };
        command.SetAction(parse =>
        {
            foreach (var file in FileSet.Files(parse.GetValue(inputs)!, ".mgc", ".mgv", ".mgk"))
                Console.WriteLine($"{file}: {Describe(file)}");
            return 0;
        });
        return command;
    }

    private static string Describe(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".mgk" => Describe(MagicKnowledge.Load(file)),
        ".mgv" => Describe(MagicVideoDecoder.Inspect(File.ReadAllBytes(file))),
        _ => Describe(MagicDecoder.Inspect(File.ReadAllBytes(file))),
    };

    private static string Describe(MagicKnowledge knowledge)
        => $"knowledge {knowledge.Fingerprint}, usual size {knowledge.UsualSize.Rows} x {knowledge.UsualSize.Columns}, "
            + $"{1 << knowledge.PaletteBits} colours, blocks of {knowledge.BlockSize}, {knowledge.Patterns.EntryCount} patterns";

    private static string Describe(MagicVideoInfo video)
        => $"video, {video.Rows} x {video.Columns}, {video.FrameCount} frames, grid step {video.GridStep}, {video.Bytes:N0} bytes, knowledge {video.KnowledgeId}";

    private static string Describe(MagicStreamInfo stream)
    {
        var size = stream is { Rows: { } rows, Columns: { } columns }
            ? $"{rows} x {columns}, {8.0 * stream.Bytes / ((double)rows * columns):0.0000} bpp" : "the knowledge's usual size";
        return $"{stream.Profile.ToString().ToLowerInvariant()} version {stream.Version}, {size}, grid {(stream.GridStep is { } step ? $"step {step}" : "of the paper")}"
            + $"{(stream.CoveredGrid ? "" : ", literal")}, {stream.Bytes:N0} bytes{(stream.KnowledgeId is { } id ? $", knowledge {id}" : "")}";
    }
}
