using System.Security.Cryptography;
using System.Text;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Where a grid's work goes on, and what it shares: folder, sizes, progress, trained networks.</summary>
/// <param name="folder">Of all points and trained networks.</param>
/// <param name="plan">Sizes.</param>
/// <param name="run">Shows progress and hears Ctrl+C.</param>
internal sealed class GridWork(string folder, GridPlan plan, MeasurementRun run)
{
    public string Folder => folder;

    public GridPlan Plan => plan;

    public MeasurementRun Run => run;

    /// <summary>Hears of each point, in a line.</summary>
    public Action<string> Say { get; init; } = _ => { };

    public CancellationToken Cancel => run.Cancel;

    /// <summary>Shows a training.</summary>
    public IProgress<TrainingProgress> Watch(string title) => new TrainingWatch(at => run.Progress.Show(title, (int)at.Step, (int)at.Steps));

    /// <summary>A file that is made once by its recipe and used ever after, also by other processes, which wait for the one that makes it.</summary>
    /// <param name="task">The task it is made for.</param>
    /// <param name="name">What it is, for its name.</param>
    /// <param name="recipe">Everything it depends on; another recipe is another file.</param>
    /// <param name="ending">Of the file.</param>
    /// <param name="make">Writes it whole or not at all; a training keeps its checkpoints in <see cref="CheckpointsOf"/>.</param>
    /// <returns>The file.</returns>
    public string Once(GridTask task, string name, string recipe, string ending, Action<string> make)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{task.Images}\n{recipe}")))[..8];
        var path = Path.Combine(folder, task.Word, "trained", $"{GridPoint.Word(name)}-{hash}{ending}");
        if (File.Exists(path))
            return path;
        using var claim = Claim.Take(path + ".lock", Cancel);
        if (!File.Exists(path))
            make(path);
        Cancel.ThrowIfCancellationRequested();
        if (Directory.Exists(CheckpointsOf(path)))
            Directory.Delete(CheckpointsOf(path), recursive: true);
        return path;
    }

    /// <summary>Where the training of a file keeps its checkpoints until the file is there.</summary>
    public static string CheckpointsOf(string path) => path + ".training";
}
