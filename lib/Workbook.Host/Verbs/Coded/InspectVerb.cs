using System.CommandLine;
using Workbook.Codecs;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Learning.Detection;
using Workbook.Learning.Storage;
using Workbook.Learning.Tasks;

namespace Workbook.Host.Verbs.Coded;

/// <summary><c>workbook inspect</c>: what files of any codec say of themselves.</summary>
internal static class InspectVerb
{
    public static Command Make()
    {
        var inputs = new Argument<string[]>("files") { Description = "streams, models, knowledge, other image files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var options = new ShelfOptions();
        var command = new Command("inspect", "Tell what streams, models and image files hold; a stream's model need not be at hand.") { inputs, options.Models };
        command.SetAction(parse =>
        {
            using var shelf = options.Shelf(parse);
            return FileSet.Files(parse.GetValue(inputs)!, [.. CodedFile.Endings, .. CodedFile.ModelEndings, SegmentationModel.ModelEnding, DetectionModel.ModelEnding])
                .Count(file => !Show(file, shelf)) == 0 ? 0 : 1;
        });
        return command;
    }

    private static bool Show(string file, ModelShelf shelf)
    {
        try
        {
            Console.WriteLine($"{file}: {CodedFile.Open(File.ReadAllBytes(file)).Describe(shelf)}");
            return true;
        }
        catch (Exception e) when (e is BitstreamException or ImageFileException or TensorFileException)
        {
            Console.WriteLine($"{file}: {e.Message}");
            return false;
        }
    }
}
