using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests;

/// <summary>The notebooks of this checkout.</summary>
internal static class Book
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "notebooks"));

    private static readonly Dictionary<string, string> Shorter = new() { ["Steps"] = "6", ["Seeds"] = "1", ["ImagesPerLabel"] = "20" };

    private static readonly ConcurrentDictionary<string, Lazy<NotebookRun>> Runs = [];

    /// <summary>Every notebook, solutions included, by its path below the folder.</summary>
    public static TheoryData<string> All()
        => [.. Directory.GetFiles(Folder, "*.ipynb", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    /// <summary>The chapters, without the solutions.</summary>
    public static TheoryData<string> Chapters() => [.. Names()];

    /// <summary>Chapters to be executed by other programs too. Of those that train networks the first stands for all: only the networks differ.</summary>
    public static TheoryData<string> Elsewhere() => [.. Names().Where(name => !Trains(name)), Names().First(Trains)];

    /// <summary>The notebook as the runner executes it; once, however many tests ask.</summary>
    public static NotebookRun Run(string name)
        => Runs.GetOrAdd(name, _ => new Lazy<NotebookRun>(() => Runner.Run(Path.Combine(Folder, name), Short(name)))).Value;

    /// <summary>A copy of the notebook with the parameters of <see cref="Run"/>, for other programs to execute.</summary>
    /// <param name="name">Which.</param>
    /// <param name="path">Where to.</param>
    public static void Copy(string name, string path)
    {
        var notebook = NotebookFile.Read(Path.Combine(Folder, name));
        NotebookParameters.Inject(notebook, name, Short(name));
        notebook.Save(path);
    }

    /// <summary>Fewer steps, seeds and images where a notebook has a word for them: minutes tell a test no more than seconds.</summary>
    private static Dictionary<string, string> Short(string name) => Shorter.Where(one => Has(name, one.Key)).ToDictionary();

    private static IEnumerable<string> Names() => Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static bool Trains(string name) => Has(name, "Steps");

    private static bool Has(string name, string parameter) => File.ReadAllText(Path.Combine(Folder, name)).Contains($"\"int {parameter} = ", StringComparison.Ordinal);

    private static string Here([CallerFilePath] string path = "") => path;
}
