using System.CommandLine;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Files;

namespace Workbook.Host.Verbs.Magic;

/// <summary><c>workbook magic decode</c>: .mgc streams and .mgv videos to image files.</summary>
internal static class DecodeVerb
{
    public static Command Make()
    {
        var knowledge = new Argument<string>("knowledge") { Description = "the knowledge file (.mgk) that the encoder used" };
        var input = new Argument<string>("input") { Description = "a stream (.mgc), a video (.mgv), or a folder of streams" };
        var output = new Option<string>("--out") { Description = "the image (its ending chooses the format), or a folder", Required = true };
        var smooth = new Option<double>("--gaussian") { Description = "smooth the decoded image with a Gaussian of this sigma, in pixels" };
        var subdivide = new Option<bool>("--subdivide") { Description = "smooth the triangles by subdivision" };
        var command = new Command("decode", "Decode streams and videos to images.") { knowledge, input, output, smooth, subdivide };
        command.SetAction(parse =>
        {
            var smoothing = parse.GetValue(smooth) is > 0 and var sigma ? Smoothing.Gaussian(sigma) : parse.GetValue(subdivide) ? Smoothing.Subdivision : Smoothing.None;
            return Decode(MagicKnowledge.Load(parse.GetValue(knowledge)!), parse.GetValue(input)!, parse.GetValue(output)!, DecodeOptions.Default with { Smoothing = smoothing });
        });
        return command;
    }

    private static int Decode(MagicKnowledge knowledge, string input, string output, DecodeOptions options)
    {
        using var interrupt = new Interrupt();
        var files = FileSet.Files([input], ".mgc", ".mgv");
        using var progress = new ProgressText<int>(done => $"{done} of {files.Length}");
        var finished = 0;
        foreach (var file in files.TakeWhile(_ => !interrupt.Token.IsCancellationRequested))
        {
            if (Path.GetExtension(file).Equals(".mgv", StringComparison.OrdinalIgnoreCase))
                DecodeVideo(knowledge, file, FileSet.Target(file, input, output, ""), options, interrupt.Token);
            else
                DecodeImage(new MagicDecoder(knowledge), file, FileSet.Target(file, input, output, ".png"), options);
            progress.Report(++finished);
        }
        Console.WriteLine($"{finished} of {files.Length} files -> {output}");
        return finished < files.Length ? Interrupt.ExitCode : 0;
    }

    private static void DecodeImage(MagicDecoder decoder, string file, string target, DecodeOptions options)
    {
        var image = decoder.Decode(File.ReadAllBytes(file), options);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        ImageFile.Write(target, image);
    }

    private static void DecodeVideo(MagicKnowledge knowledge, string file, string folder, DecodeOptions options, CancellationToken cancel)
    {
        var decoder = new MagicVideoDecoder(knowledge, File.ReadAllBytes(file), new VideoDecodeOptions { Frame = options });
        Directory.CreateDirectory(folder);
        foreach (var (frame, index) in decoder.DecodeAll().Select((frame, index) => (frame, index)).TakeWhile(_ => !cancel.IsCancellationRequested))
            ImageFile.Write(Path.Combine(folder, $"{index:00000}.png"), frame);
    }
}
