using System.CommandLine;
using System.Globalization;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Files;

namespace Workbook.Host.Verbs.Magic;

/// <summary><c>workbook magic encode</c>: images to .mgc streams, or a folder of frames to one .mgv video.</summary>
internal static class EncodeVerb
{
    public static Command Make()
    {
        var knowledge = new Argument<string>("knowledge") { Description = "the knowledge file (.mgk)" };
        var input = new Argument<string>("input") { Description = "an image or a folder of images" };
        var output = new Option<string>("--out") { Description = "the stream, or a folder for many", Required = true };
        var profile = new Option<MagicProfile>("--profile") { Description = "paper: the paper's fixed fields; compact: the same image in fewer bytes; vertex: colours at the corners, fewest bytes", DefaultValueFactory = _ => MagicOptions.Default.Profile };
        var divisor = new Option<double>("--d", "-d") { Description = "the paper's d: predicted points are divided by it", DefaultValueFactory = _ => MagicOptions.Default.PointDivisor };
        var grid = new Option<int?>("--grid") { Description = "pixels between grid points; none: the paper's" };
        var literal = new Option<bool>("--literal-grid") { Description = "Algorithm 3 to the letter: the last row and column are left out" };
        var target = new Option<int?>("--target-bytes") { Description = "most bytes a stream may have" };
        var step = new Option<double>("--step") { Description = "vertex only: step of the colour quantiser", DefaultValueFactory = _ => MagicOptions.Default.QuantizerStep };
        var roi = new Option<string[]>("--roi") { Description = "a box of more points (vertex: finer colours) as row,column,rows,columns; repeat for more", Arity = ArgumentArity.ZeroOrMore };
        var mask = new Option<string?>("--roi-mask") { Description = "an image of the same size, white where the region is" };
        var video = new Option<bool>("--video") { Description = "the folder's images, by name, are the frames of one video (.mgv)" };
        var command = new Command("encode", "Encode an image, a folder of images, or a video.") { knowledge, input, output, profile, divisor, grid, literal, target, step, roi, mask, video };
        command.SetAction(parse =>
        {
            var options = MagicOptions.Default with
            {
                Profile = parse.GetValue(profile),
                PointDivisor = parse.GetValue(divisor),
                GridStep = parse.GetValue(grid),
                CoveredGrid = !parse.GetValue(literal),
                TargetBytes = parse.GetValue(target),
                QuantizerStep = parse.GetValue(step),
                Region = Region(parse.GetValue(roi) ?? [], parse.GetValue(mask)),
            };
            var learned = MagicKnowledge.Load(parse.GetValue(knowledge)!);
            return parse.GetValue(video)
                ? EncodeVideo(learned, parse.GetValue(input)!, parse.GetValue(output)!, options)
                : EncodeImages(learned, parse.GetValue(input)!, parse.GetValue(output)!, options);
        });
        return command;
    }

    private static RegionOfInterest? Region(string[] boxes, string? mask) => boxes.Length == 0 && mask is null
        ? null : new RegionOfInterest { Boxes = [.. boxes.Select(Box)], Mask = mask is null ? null : ImageFile.ReadMask(mask) };

    private static PixelBox Box(string text)
    {
        var parts = text.Split(',');
        var numbers = parts.Select(part => int.TryParse(part, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).ToArray();
        return numbers is [{ } row, { } column, { } rows, { } columns] ? new PixelBox(row, column, rows, columns)
            : throw new ArgumentException($"--roi {text}: expected four whole numbers, row,column,rows,columns");
    }

    private static int EncodeImages(MagicKnowledge knowledge, string input, string output, MagicOptions options)
    {
        using var interrupt = new Interrupt();
        var files = FileSet.Images([input]);
        var targets = FileSet.Targets(files, input, output, ".mgc");
        using var progress = new ProgressText<int>(done => $"{done} of {files.Length}");
        var encoder = new MagicEncoder(knowledge);
        long bytes = 0, pixels = 0;
        var finished = 0;
        ParallelWork.ForEach(files.Length, null, interrupt.Token, i =>
        {
            var image = ImageFile.Read(files[i]);
            var stream = encoder.Encode(image, options);
            AtomicFile.Write(targets[i], stream);
            Interlocked.Add(ref bytes, stream.Length);
            Interlocked.Add(ref pixels, image.PixelCount);
            progress.Report(Interlocked.Increment(ref finished));
        });
        Console.WriteLine($"{finished} of {files.Length} images -> {output}: {bytes:N0} bytes, {(double)bytes / Math.Max(finished, 1):0.0} an image, {8.0 * bytes / Math.Max(pixels, 1):0.0000} bpp");
        return finished < files.Length ? Interrupt.ExitCode : 0;
    }

    private static int EncodeVideo(MagicKnowledge knowledge, string input, string output, MagicOptions options)
    {
        using var interrupt = new Interrupt();
        var files = FileSet.Images([input]);
        using var progress = new ProgressText<int>(done => $"frame {done} of {files.Length}");
        var done = 0;
        var frames = files.Select(file => ImageFile.Read(file));
        var video = MagicVideoEncoder.Encode(knowledge, frames, MagicVideoOptions.Default with { Frame = options }, new Relay<int>(frame => progress.Report(done = frame)), interrupt.Token);
        AtomicFile.Write(output, video);
        Console.WriteLine($"{done} of {files.Length} frames -> {output}: {video.Length:N0} bytes, {(double)video.Length / done:0.0} a frame");
        return done < files.Length ? Interrupt.ExitCode : 0;
    }
}
