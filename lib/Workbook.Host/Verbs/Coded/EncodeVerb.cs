using System.CommandLine;
using Workbook.Codecs;
using Workbook.Host.Verbs.Magic;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Coded;

/// <summary><c>workbook encode</c>: images to streams of any codec.</summary>
internal static class EncodeVerb
{
    public static Command Make()
    {
        var inputs = new Argument<string[]>("images") { Description = "images, for a joint model of volumes .nii and .nii.gz, or folders of them", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "folder of the streams, or for one image the stream", Required = true };
        var model = new Option<string?>("--model", "--knowledge") { Description = "a learned codec's model (.wlm), a recurrent codec's (.wrm), joint networks (.wjm) or MAGIC's knowledge (.mgk)" };
        var codec = new Option<string?>("--codec") { Description = $"a standard codec and its setting, {NamedCodec.Known}; or {NamedCodec.JointWord} with --model FILE{JointModel.ModelEnding}, {NamedCodec.RecurrentWord}ITERATIONS with --model FILE{RecurrentCodec.ModelEnding}" };
        var device = new Option<string>("--device") { Description = "where a learned codec computes: auto, cpu, cuda or cuda:1", DefaultValueFactory = _ => "auto" };
        var command = new Command("encode", "Encode images with a learned codec, MAGIC or a standard codec, or for segmentation elsewhere with joint networks (see segment). For MAGIC's own options see magic encode.") { inputs, output, model, codec, device };
        command.SetAction(parse =>
        {
            using var named = NamedCodec.Find(parse.GetValue(model), parse.GetValue(codec), parse.GetValue(device)!);
            return Encode(named, FileSet.Into(parse.GetValue(output)!, parse.GetValue(inputs)!, named.Inputs, named.Ending), parse.GetValue(output)!);
        });
        return command;
    }

    private static int Encode(NamedCodec named, (string File, string Target)[] files, string output)
    {
        using var interrupt = new Interrupt();
        using var progress = new ProgressText<int>(done => $"{done} of {files.Length}");
        long bytes = 0, pixels = 0;
        var finished = 0;
        ParallelWork.ForEach(files.Length, named.AtATime, interrupt.Token, i =>
        {
            var (stream, places) = named.Encode(files[i].File);
            AtomicFile.Write(files[i].Target, stream);
            Interlocked.Add(ref bytes, stream.Length);
            Interlocked.Add(ref pixels, places);
            progress.Report(Interlocked.Increment(ref finished));
        });
        Console.WriteLine($"{finished} of {files.Length} files, {named.Name} -> {output}: {bytes:N0} bytes, {(double)bytes / Math.Max(finished, 1):0.0} a file, {8.0 * bytes / Math.Max(pixels, 1):0.0000} bpp");
        return finished < files.Length ? Interrupt.ExitCode : 0;
    }
}
