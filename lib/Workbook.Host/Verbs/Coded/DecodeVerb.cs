using System.CommandLine;
using Workbook.Host.Verbs.Magic;

namespace Workbook.Host.Verbs.Coded;

/// <summary><c>workbook decode</c>: streams of any codec to images.</summary>
internal static class DecodeVerb
{
    public static Command Make()
    {
        var inputs = new Argument<string[]>("files") { Description = "streams (.wlc, .wrc, .wjc, .mgc, .mgv), other image files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "folder of the images, or for one stream the image: its ending chooses the format", Required = true };
        var options = new ShelfOptions();
        var command = new Command("decode", "Decode streams of any codec to images. A stream's first bytes tell its codec and its model; models in data/models are found by themselves.") { inputs, output, options.Models, options.Device };
        command.SetAction(parse =>
        {
            using var shelf = options.Shelf(parse);
            return Decode(FileSet.Into(parse.GetValue(output)!, parse.GetValue(inputs)!, CodedFile.Endings, ".png"), shelf, parse.GetValue(output)!);
        });
        return command;
    }

    private static int Decode((string File, string Target)[] files, ModelShelf shelf, string output)
    {
        using var interrupt = new Interrupt();
        using var progress = new ProgressText<int>(done => $"{done} of {files.Length}");
        var finished = 0;
        foreach (var (file, target) in files.TakeWhile(_ => !interrupt.Token.IsCancellationRequested))
        {
            CodedFile.Use(file, coded => coded.Decode(shelf, target, interrupt.Token));
            progress.Report(++finished);
        }
        Console.WriteLine($"{finished} of {files.Length} files -> {output}");
        return finished < files.Length ? Interrupt.ExitCode : 0;
    }
}
