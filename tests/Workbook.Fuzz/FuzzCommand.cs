using Workbook.Codecs.Magic;
using Workbook.Fuzz.Targets;

namespace Workbook.Fuzz;

/// <summary>Attacks the decoders with seeded mutations.</summary>
internal static class FuzzCommand
{
    private const string Usage = """
        dotnet run --project tests/Workbook.Fuzz -c Release -- [options]
          --mutations N    mutations per decoder (200000); a tenth of them for models, where each builds a network
          --seed S         which mutations (1)
          --decoder NAME   paper, compact, vertex, knowledge, video, tensors, learned, model, volume, joint,
                           joint-model, recurrent, recurrent-model or triangulation; all of them if left out
          --only INDEX     one mutation, to see a failure again
          --failures DIR   where the bytes of failures go (out/fuzz)
          --out FILE       writes the outcome as a run record
        dotnet run --project tests/Workbook.Fuzz -c Release -- golden make|check|measure
          see golden --help
        """;

    internal static int Help()
    {
        Console.WriteLine(Usage);
        return 0;
    }

    /// <summary>Every decoder by name.</summary>
    internal static Dictionary<string, Func<FuzzSamples, FuzzTarget>> Targets { get; } = new()
    {
        ["paper"] = samples => new StillTarget(samples, MagicProfile.Paper),
        ["compact"] = samples => new StillTarget(samples, MagicProfile.Compact),
        ["vertex"] = samples => new StillTarget(samples, MagicProfile.Vertex),
        ["knowledge"] = samples => new KnowledgeTarget(samples),
        ["video"] = samples => new VideoTarget(samples),
        ["tensors"] = _ => new TensorTarget(),
        ["learned"] = _ => new LearnedTarget(),
        ["model"] = _ => new LearnedModelTarget(),
        ["volume"] = _ => new VolumeTarget(),
        ["joint"] = _ => new JointTarget(),
        ["joint-model"] = _ => new JointModelTarget(),
        ["recurrent"] = _ => new RecurrentTarget(),
        ["recurrent-model"] = _ => new RecurrentModelTarget(),
        ["triangulation"] = _ => new TriangulationTarget(),
    };

    internal static int Run(string[] args)
    {
        var options = new Arguments(args, "mutations", "seed", "decoder", "only", "failures", "out");
        var (count, seed) = (options.Number("mutations", 200_000), (ulong)options.Number("seed", 1));
        var (first, folder) = (options.Number("only", 0), options.Text("failures") ?? "out/fuzz");
        if (options.Has("only"))
            count = 1;
        var names = options.Text("decoder") is { } one ? [one] : Targets.Keys.ToArray();
        var samples = new FuzzSamples();
        var outcomes = names.Select(name => Attack(name, samples, seed, first, count, folder)).ToArray();
        if (options.Text("out") is { } file)
            FuzzReport.Write(file, seed, outcomes);
        return outcomes.Any(o => o.Failures.Count > 0) ? 1 : 0;
    }

    private static FuzzOutcome Attack(string name, FuzzSamples samples, ulong seed, long first, long count, string folder)
    {
        if (!Targets.TryGetValue(name, out var target))
            throw new ArgumentException($"there is no decoder {name}; choose one of {string.Join(", ", Targets.Keys)}");
        var made = target(samples);
        var outcome = new FuzzRun(made, seed) { Folder = folder }.Run(first, Math.Max(1, count / made.Cost));
        Console.WriteLine($"{name,-11} {outcome.Mutations,9:N0} mutations: {outcome.Decoded:N0} decoded, {outcome.Refused:N0} refused, "
            + $"{outcome.Failures.Count} failed; slowest {outcome.SlowestMilliseconds:0.0} ms, most memory {outcome.MostAllocatedBytes / 1e6:0.0} MB, "
            + $"{outcome.Seconds:0.0} s");
        return outcome;
    }
}
