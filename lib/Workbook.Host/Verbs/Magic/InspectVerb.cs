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
        ".mgk" => MagicWords.Of(MagicKnowledge.Load(file)),
        ".mgv" => MagicWords.Of(MagicVideoDecoder.Inspect(File.ReadAllBytes(file))),
        _ => MagicWords.Of(MagicDecoder.Inspect(File.ReadAllBytes(file))),
    };
}
