using System.CommandLine;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Files;

namespace Workbook.Host.Verbs.Magic;

/// <summary><c>workbook magic learn</c>: Algorithm 1 on folders of images.</summary>
internal static class LearnVerb
{
    public static Command Make()
    {
        var inputs = new Argument<string[]>("images") { Description = "image files and folders of one domain", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "the knowledge file (.mgk)", Required = true };
        var bits = new Option<int>("--palette-bits") { Description = "the palette has 2 to this power colours", DefaultValueFactory = _ => KnowledgeOptions.Default.PaletteBits };
        var block = new Option<int>("--block") { Description = "side of a block in pixels", DefaultValueFactory = _ => KnowledgeOptions.Default.BlockSize };
        var prune = new Option<int>("--prune-window") { Description = "the paper's pw", DefaultValueFactory = _ => KnowledgeOptions.Default.PruneWindow };
        var threshold = new Option<double>("--threshold") { Description = "the paper's th", DefaultValueFactory = _ => KnowledgeOptions.Default.SplitThreshold };
        var epochs = new Option<int>("--epochs") { Description = "passes over the blocks when the predictor is trained", DefaultValueFactory = _ => KnowledgeOptions.Default.Epochs };
        var seed = new Option<ulong>("--seed") { Description = "fixes every random choice", DefaultValueFactory = _ => KnowledgeOptions.Default.Seed };
        var learned = new Option<bool>("--learned-patterns") { Description = "learn the pattern dictionary instead of drawing it" };
        var limit = new Option<int>("--limit") { Description = "use only the first so many images", DefaultValueFactory = _ => int.MaxValue };
        var command = new Command("learn", "Learn palette, patterns and predictor from images.") { inputs, output, bits, block, prune, threshold, epochs, seed, learned, limit };
        command.SetAction(parse => Learn(parse.GetValue(inputs)!, parse.GetValue(limit), parse.GetValue(output)!, KnowledgeOptions.Default with
        {
            PaletteBits = parse.GetValue(bits),
            BlockSize = parse.GetValue(block),
            PruneWindow = parse.GetValue(prune),
            SplitThreshold = parse.GetValue(threshold),
            Epochs = parse.GetValue(epochs),
            Seed = parse.GetValue(seed),
            LearnedPatterns = parse.GetValue(learned),
        }));
        return command;
    }

    private static int Learn(string[] inputs, int limit, string output, KnowledgeOptions options)
    {
        using var interrupt = new Interrupt();
        using var progress = new ProgressText<LearningProgress>(p => $"{p.Stage}: {p.Done} of {p.Total}{(p.Error is { } error ? $", {error:0.00} points a block off" : "")}");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var images = FileSet.Images(inputs).Take(limit).Select(path => ImageFile.Read(path)).ToArray();
        var knowledge = KnowledgeAcquisition.Learn(images, options, progress, interrupt.Token);
        var stopped = interrupt.Token.IsCancellationRequested;
        var target = stopped && File.Exists(output) ? output + ".partial" : output; // half-trained knowledge never replaces a whole one
        knowledge.Save(target);
        Console.WriteLine($"{target}: knowledge {knowledge.Fingerprint} of {images.Length} images, {new FileInfo(target).Length:N0} bytes, {watch.Elapsed.TotalSeconds:0.0} s{(stopped ? ", stopped early" : "")}");
        return stopped ? Interrupt.ExitCode : 0;
    }
}
