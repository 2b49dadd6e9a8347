using Workbook.Results.Records;

namespace Workbook.Fuzz.Golden;

/// <summary>A measurement of the golden files as a result file.</summary>
internal static class GoldenReport
{
    internal static void Write(string file, IReadOnlyList<GoldenRow> rows, TimeSpan took)
    {
        var table = new ResultTable("build", "runtime switch", "threads", "widest vectors [bits]", "files", "same pixels or latents", "encoded SHA-256", "learned pixels apart [levels]", "learned floats SHA-256");
        foreach (var row in rows)
            table.Add(row.Build, row.Setting, row.Threads, row.Vectors, row.Files, row.Same, row.EncodedSha256, row.LevelsApart, row.FloatSha256);
        ResultFile.Save(file, new RunRecord
        {
            Name = "golden",
            Commit = GitCommit.Find("."),
            Seconds = Math.Round(took.TotalSeconds, 1),
            Metrics = new Dictionary<string, double>
            {
                ["processes"] = rows.Count,
                ["files"] = rows[0].Files,
                ["files with other pixels or latents"] = rows.Sum(row => row.Files - row.Same),
                ["different encodings"] = rows.DistinctBy(row => row.EncodedSha256).Count() - 1,
                ["most levels apart"] = rows.Max(row => row.LevelsApart),
                ["different floats"] = rows.DistinctBy(row => row.FloatSha256).Count() - 1,
            },
            Tables = new Dictionary<string, ResultTable> { ["processes"] = table },
        });
    }
}
