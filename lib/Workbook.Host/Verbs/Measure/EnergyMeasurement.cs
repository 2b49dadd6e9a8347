using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Energy cut-offs after Eq. (1) of the MAGIC paper, as in its Tables III and IV, but with times of this machine.</summary>
internal static class EnergyMeasurement
{
    public static void Run(MeasurementRun run, double watts)
    {
        var name = run.Settings.Scenes ? "speed-scenes.json" : "speed.json";
        var path = Path.Combine(run.Settings.Folder, name);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path} is not there; make it first with: workbook measure speed");
        var speed = ResultFile.Load(path);
        if (speed.Data is { } data)
            run.On(data.Name, data.Count);
        (run.Parameters["times from"], run.Parameters["watts"]) = ($"{name}, commit {speed.Commit}", $"{watts}");
        var costs = Costs(speed.Tables[SpeedMeasurement.Times]);
        foreach (var (codec, cost) in costs.Where(c => IsOurs(c.Name)))
            foreach (var (baseline, baselineCost) in costs.Where(c => !IsOurs(c.Name)))
                Add(run, (codec, cost), (baseline, baselineCost), watts);
    }

    private static void Add(MeasurementRun run, (string Name, CodecCost Cost) codec, (string Name, CodecCost Cost) baseline, double watts)
    {
        var cutoff = EnergyCutoff.Between(codec.Cost, baseline.Cost, watts);
        run.Table("cut-offs", "codec", "baseline", "codec encode (ms)", "codec bits", "baseline encode (ms)", "baseline bits", "saves energy",
            "cut-off (ns of computing a bit)", "cut-off (nJ a bit)").Add(codec.Name, baseline.Name, 1e3 * codec.Cost.Seconds, codec.Cost.Bits,
            1e3 * baseline.Cost.Seconds, baseline.Cost.Bits, Words(cutoff.Verdict), 1e9 * cutoff.SecondsPerBit, 1e9 * cutoff.JoulesPerBit);
    }

    private static List<(string Name, CodecCost Cost)> Costs(ResultTable times) =>
        [.. times.Column("codec").Select((name, i) => (name.ToString(),
            new CodecCost(times.Numbers("encode median (ms)")[i] / 1e3, 8 * times.Numbers("bytes")[i])))];

    private static bool IsOurs(string name) => name.StartsWith(SpeedMeasurement.Ours, StringComparison.Ordinal);

    private static string Words(EnergyVerdict verdict) => verdict switch
    {
        EnergyVerdict.Always => "always",
        EnergyVerdict.AboveCutoff => "above the cut-off",
        EnergyVerdict.BelowCutoff => "below the cut-off",
        _ => "never",
    };
}
