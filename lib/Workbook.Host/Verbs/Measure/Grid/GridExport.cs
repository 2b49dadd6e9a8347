using Workbook.Results.Figures;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Recorded grids as files for papers: tables as CSV and LaTeX, charts as SVG with their numbers.</summary>
internal static class GridExport
{
    /// <summary>Writes all tables and charts of a grid.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Write(RunRecord record, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var (name, table) in record.Tables)
            Save(name == ScoreChart.Summary ? Means(record) : Table.Of(table), name);
        var curves = ScoreCurve.Of(record.Tables[ScoreChart.Summary], record.Parameters[ScoreChart.MainScore]);
        foreach (var reader in new[] { ScoreChart.Originals, ScoreChart.Decoded }.Where(reader => ScoreCurve.SeenBy(reader, curves).Count > 0))
        {
            var chart = ScoreChart.Of(record, reader);
            Save(chart.ToTable(), $"chart {reader}");
            files.Add(Path.Combine(folder, $"{record.Name}-chart-{reader}.svg"));
            chart.Save(files[^1]);
        }
        return files;

        void Save(Table table, string name)
        {
            foreach (var ending in new[] { ".csv", ".tex" })
            {
                files.Add(Path.Combine(folder, $"{record.Name}-{GridPoint.Word(name)}{ending}"));
                table.Save(files[^1]);
            }
        }
    }

    /// <summary>The summary with mean and spread in one cell.</summary>
    private static Table Means(RunRecord record)
    {
        var table = record.Tables[ScoreChart.Summary];
        var seeds = table.Numbers(ScoreChart.Seeds);
        var shown = Table.Of(Enumerable.Range(0, table.Rows.Count));
        foreach (var name in table.Columns.Where(name => !name.StartsWith("± ", StringComparison.Ordinal)))
        {
            var (cells, spread) = (table.Column(name), table.Columns.Contains($"± {name}") ? table.Numbers($"± {name}") : null);
            shown = shown.Column(name, row => cells[row].Number is not { } mean ? cells[row].Text : spread is null ? mean : new MeanAndSpread((int)seeds[row], mean, spread[row]));
        }
        return shown;
    }
}
