using Workbook.Fuzz.Targets;
using Workbook.Results.Records;

namespace Workbook.Fuzz;

/// <summary>The outcome of a run as a result file.</summary>
internal static class FuzzReport
{
    internal static void Write(string file, ulong seed, IReadOnlyList<FuzzOutcome> outcomes)
    {
        var table = new ResultTable("decoder", "mutations", "decoded", "refused", "failed", "slowest [ms]", "most allocated [MB]", "allowed [MB]", "seconds");
        foreach (var o in outcomes)
            table.Add(o.Decoder, o.Mutations, o.Decoded, o.Refused, o.Failures.Count, Math.Round(o.SlowestMilliseconds, 1),
                Math.Round(o.MostAllocatedBytes / 1e6, 2), Math.Round(o.AllowedBytes / 1e6, 2), Math.Round(o.Seconds, 1));
        ResultFile.Save(file, new RunRecord
        {
            Name = "fuzz",
            Commit = GitCommit.Find("."),
            Seed = seed,
            Seconds = outcomes.Sum(o => o.Seconds),
            Parameters = new Dictionary<string, string>
            {
                ["Limits.MaxPixels"] = $"{FuzzTarget.Limits.MaxPixels}",
                ["Limits.MaxFrames"] = $"{FuzzTarget.Limits.MaxFrames}",
            },
            Metrics = new Dictionary<string, double> { ["failures"] = outcomes.Sum(o => o.Failures.Count), ["mutations"] = outcomes.Sum(o => o.Mutations) },
            Tables = new Dictionary<string, ResultTable> { ["decoders"] = table },
        });
    }
}
