using System.Text;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>One point of a grid: a method at a setting, read by a network from one seed. Its file is its proof that it was measured.</summary>
/// <param name="Task">The task's word.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Setting">Of the method, as in <c>20</c>; empty where it has none.</param>
/// <param name="Reader">On what the network was trained.</param>
/// <param name="Seed">Of all randomness but the data's.</param>
/// <param name="Key">Everything that the numbers depend on, in words: data, sizes, recipes. A file with another key is measured again.</param>
internal sealed record GridPoint(string Task, string Method, string Setting, string Reader, ulong Seed, string Key)
{
    /// <summary>The parameters of a point's record.</summary>
    public const string KeyName = "key", MethodName = "method", SettingName = "setting", ReaderName = "reader";

    /// <summary>The folder of a method's points.</summary>
    public static string FolderOf(string folder, string task, string method) => Path.Combine(folder, task, Word(method));

    /// <summary>The point's file.</summary>
    public string In(string folder) => Path.Combine(FolderOf(folder, Task, Method), $"{(Setting.Length > 0 ? Word(Setting) + "-" : "")}{Reader}-{Seed}.json");

    /// <summary>What was measured; null where there is no such file, or it was measured under another key.</summary>
    /// <exception cref="ResultFileException">The file is damaged.</exception>
    public RunRecord? Load(string folder) => File.Exists(In(folder)) && ResultFile.Load(In(folder)) is var record
        && record.Parameters.TryGetValue(KeyName, out var key) && key == Key ? record : null;

    /// <summary>Writes what was measured, whole or not at all.</summary>
    public void Save(string folder, IReadOnlyDictionary<string, double> metrics, DataRecord data, double seconds) => ResultFile.Save(In(folder), new RunRecord
    {
        Name = $"grid-{Task}",
        Commit = GitCommit.Find(Repository.Root),
        Seed = Seed,
        Seconds = seconds,
        Data = data,
        Parameters = new Dictionary<string, string> { [KeyName] = Key, [MethodName] = Method, [SettingName] = Setting, [ReaderName] = Reader },
        Metrics = metrics,
    });

    /// <summary>Text as a file's name: small letters, digits and dots, what stands between them as one dash.</summary>
    public static string Word(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(c) || c == '.')
                word.Append(c);
            else if (word.Length > 0 && word[^1] != '-')
                word.Append('-');
        return word.ToString().TrimEnd('-');
    }
}
