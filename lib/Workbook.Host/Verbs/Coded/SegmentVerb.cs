using System.CommandLine;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Host.Verbs.Magic;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Coded;

/// <summary><c>workbook segment</c>: what the cloud does with streams of joint networks.</summary>
internal static class SegmentVerb
{
    public static Command Make()
    {
        var inputs = new Argument<string[]>("files")
        {
            Description = $"streams of joint networks ({JointCodec.StreamEnding}) or folders of them; for a model that compresses nothing, images or volumes",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out") { Description = "folder of the label maps, or for one file its label map", Required = true };
        var options = new ShelfOptions();
        var command = new Command("segment", "Segment what encode made with joint networks: needs the file and the model alone. An image becomes a PNG whose grey levels spread the "
            + "classes from 0 to 255 (one object: 0 and 255), a volume a .nii.gz of class indices. A stream's first bytes tell its model; models in data/models are found by themselves.")
            { inputs, output, options.Models, options.Device };
        command.SetAction(parse =>
        {
            using var shelf = options.Shelf(parse);
            return Segment(FileSet.Into(parse.GetValue(output)!, parse.GetValue(inputs)!, [JointCodec.StreamEnding], ".png"), shelf);
        });
        return command;
    }

    private static int Segment((string File, string Target)[] files, ModelShelf shelf)
    {
        using var interrupt = new Interrupt();
        var finished = 0;
        foreach (var (file, target) in files.TakeWhile(_ => !interrupt.Token.IsCancellationRequested))
        {
            CodedFile.Use(file, coded => Keep(file, target, coded is JointFile stream ? stream.Segment(shelf) : Original(file, shelf)));
            finished++;
        }
        return finished < files.Length ? Interrupt.ExitCode : 0;
    }

    private static void Keep(string file, string target, LabelMap map)
    {
        target = map.FileFor(target);
        if (Path.GetFullPath(target) == Path.GetFullPath(file))
            throw new ArgumentException($"{file} would be replaced by its own label map; name another folder as --out");
        map.Write(target);
        Console.WriteLine($"{file} -> {target}: {map}");
    }

    /// <summary>S on an image or a volume itself.</summary>
    private static LabelMap Original(string file, ModelShelf shelf)
    {
        JointModel[] models = [.. shelf.ModelsOf<JointModel>("").Where(model => model.Codec is null && model.IsVolume == FileSet.IsVolume(file))];
        if (models is not [var model])
            throw new BitstreamException($"this is no stream of joint networks; to segment the file itself, one model of the design uncompressed for {(FileSet.IsVolume(file) ? "volumes" : "images")} "
                + $"must be at hand, and there are {models.Length}; encode it first, or give one as --model");
        using var image = new LabelledCase(JointInput.Read(file, model), []); // nobody knows its labels
        var sides = image.Image.shape;
        return new(model, new(model.IsVolume ? (int)sides[2] : 1, (int)sides[^2], (int)sides[^1]),
            SegmentationTest.Originals(model.Networks.Segmentation, model.Sizes.Stride, [image]).Single().Labels);
    }
}
