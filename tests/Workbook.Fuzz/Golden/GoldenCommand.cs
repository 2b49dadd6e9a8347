using System.Diagnostics;
using Workbook.Fuzz.Golden;

namespace Workbook.Fuzz;

/// <summary>Makes, checks and measures the golden files.</summary>
internal static class GoldenCommand
{
    private const string Usage = """
        golden make [--folder data/golden] [--force]    writes streams and what they decode to; without --force only those that are new
        golden check [--folder data/golden]             decodes them here
        golden measure [--folder data/golden] [--out FILE]
                                                        decodes them in processes with fewer vectors, with 1 and 2 threads, in Release
                                                        and Debug; run it in the repository root, it builds the Debug program itself
        golden answer --folder DIR --threads N          what such a process prints
        """;

    internal static int Run(string[] args)
    {
        var options = args is [var verb, ..] && verb[0] != '-' ? new Arguments(args[1..], "folder", "force", "out", "threads") : null;
        var folder = options?.Text("folder") ?? Path.Combine("data", "golden");
        return (options is null ? "help" : args[0]) switch
        {
            "make" => Make(folder, options!.Has("force")),
            "check" => Check(folder),
            "measure" => Measure(folder, options!.Text("out")),
            "answer" => Answer(folder, (int)options!.Number("threads", 1)),
            _ => Help(),
        };
    }

    private static int Help()
    {
        Console.WriteLine(Usage);
        return 0;
    }

    private static int Make(string folder, bool force)
    {
        GoldenSet.Make(folder, GoldenSource.All(), force);
        return Check(folder);
    }

    private static int Check(string folder)
    {
        var set = new GoldenSet(folder);
        var decoded = set.DecodeAll(1);
        foreach (var file in set.Files)
            Console.WriteLine($"{(decoded[file.File] == file.DecodedSha256 ? "same" : "OTHER"),-6} {file.Bytes,7} bytes  {file.File}");
        return set.Files.Count > 0 && set.Files.All(file => decoded[file.File] == file.DecodedSha256) ? 0 : 1;
    }

    private static int Answer(string folder, int threads)
    {
        Console.Write(GoldenAnswer.Of(folder, threads).ToJson());
        return 0;
    }

    private static int Measure(string folder, string? file)
    {
        var (clock, release) = (Stopwatch.StartNew(), typeof(GoldenCommand).Assembly.Location);
        var debug = BuildDebug();
        var rows = new List<GoldenRow>();
        foreach (var (build, program) in new[] { ("Release", release), ("Debug", debug) })
            foreach (var setting in GoldenProcess.Switches)
                foreach (var threads in new[] { 1, 2 })
                    rows.Add(GoldenRow.Of(new GoldenSet(folder), build, setting, threads, GoldenProcess.Run(program, folder, setting, threads)));
        foreach (var row in rows)
            Console.WriteLine(row);
        if (file is not null)
            GoldenReport.Write(file, rows, clock.Elapsed);
        return rows.All(row => row.Same == row.Files) && rows.DistinctBy(row => row.EncodedSha256).Count() == 1 && rows.All(row => row.LevelsApart <= 1) ? 0 : 1;
    }

    private static string BuildDebug()
    {
        var folder = Path.Combine("out", "golden-debug");
        var project = Path.Combine("tests", "Workbook.Fuzz", "Workbook.Fuzz.csproj");
        using var build = Process.Start("dotnet", ["build", project, "-c", "Debug", "-o", folder, "-v", "q", "-clp:NoSummary"])!;
        build.WaitForExit();
        return build.ExitCode == 0 ? Path.Combine(folder, "Workbook.Fuzz.dll") : throw new InvalidOperationException("the Debug build failed");
    }
}
