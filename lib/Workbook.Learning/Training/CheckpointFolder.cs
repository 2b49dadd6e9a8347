using System.Globalization;
using Workbook.Codecs;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Training;

/// <summary>The last two checkpoints of a run, each a file named by its step.</summary>
/// <remarks>A file is written whole or not at all, and the older one goes only when the newer one is there: killed at any moment, a run can go on.</remarks>
/// <param name="folder">Made when the first checkpoint is written.</param>
public sealed class CheckpointFolder(string folder)
{
    private const string Start = "step-", Ending = ".safetensors";
    private const int Generations = 2;
    private static readonly Limits Own = new() { MaxFileBytes = long.MaxValue };

    /// <summary>True where there is one.</summary>
    public bool HasAny => Files().Any();

    /// <summary>Writes a checkpoint and removes all but it and the one before, and what a killed process left half written.</summary>
    /// <param name="step">Steps that are done.</param>
    /// <param name="content">Everything to go on from.</param>
    /// <exception cref="IOException">It cannot be written; the older ones stay.</exception>
    public void Save(long step, TensorFile content)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Start}{step:D9}{Ending}"));
        content.Save(path);
        var kept = Files().SkipWhile(file => file != path).Take(Generations); // one of a later step was damaged and passed over
        foreach (var file in Files().Except(kept).Concat(Directory.GetFiles(folder, $"{Start}*.tmp")))
            File.Delete(file);
    }

    /// <summary>Reads the newest good checkpoint.</summary>
    /// <param name="damaged">What is wrong with a newer one that was passed over; null where there is none.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="TensorFileException">There are some, but none is good.</exception>
    public TensorFile? Load(out string? damaged)
    {
        TensorFileException? failure = null;
        foreach (var file in Files())
            try
            {
                var content = TensorFile.Load(file, Own);
                damaged = failure?.Message;
                return content;
            }
            catch (TensorFileException e)
            {
                failure ??= e;
            }
        damaged = null;
        return failure is null ? null : throw failure;
    }

    /// <summary>Writes the weights with the best score so far to <c>best.safetensors</c>.</summary>
    /// <param name="content">The weights.</param>
    /// <exception cref="IOException">It cannot be written; the older one stays.</exception>
    public void SaveBest(TensorFile content) => content.Save(Best);

    /// <summary>Reads them; null where there are none.</summary>
    /// <exception cref="TensorFileException">The file is damaged.</exception>
    public TensorFile? LoadBest() => File.Exists(Best) ? TensorFile.Load(Best, Own) : null;

    private string Best => Path.Combine(folder, "best.safetensors");

    /// <summary>Newest first.</summary>
    private IEnumerable<string> Files() => !Directory.Exists(folder) ? []
        : Directory.GetFiles(folder, $"{Start}*{Ending}").OrderDescending(StringComparer.Ordinal);
}
