namespace Workbook.Host.Verbs.Magic;

/// <summary>The files that a file or folder on the command line stands for, and where each result goes.</summary>
internal static class FileSet
{
    private static readonly string[] ImageEndings =
        [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".pgm", ".ppm", ".webp", ".avif", ".jxl", ".jp2"];

    /// <summary>The image files below the given files and folders, sorted by path.</summary>
    public static string[] Images(IEnumerable<string> inputs) => Files(inputs, ImageEndings);

    /// <summary>The files with one of the endings below the given files and folders, sorted by path; a file named itself is always taken.</summary>
    public static string[] Files(IEnumerable<string> inputs, params string[] endings)
    {
        var files = inputs.SelectMany(input => File.Exists(input) ? [input]
            : Directory.Exists(input) ? Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).Where(path => endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
            : throw new FileNotFoundException($"{input} is neither a file nor a folder")).Distinct().Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0 ? files : throw new FileNotFoundException($"there is no file with the ending {string.Join(", ", endings)} in {string.Join(", ", inputs)}");
    }

    /// <summary>Where the result of a file goes: the named file, or the same place below the named folder.</summary>
    public static string Target(string file, string input, string output, string ending)
    {
        if (File.Exists(input))
            return Directory.Exists(output) ? Path.Combine(output, Path.GetFileNameWithoutExtension(file) + ending) : output;
        return Path.Combine(output, Path.ChangeExtension(Path.GetRelativePath(input, file), ending.Length > 0 ? ending : null));
    }

    /// <summary>Where the results of files go, each to a place of its own.</summary>
    public static string[] Targets(string[] files, string input, string output, string ending)
    {
        var targets = Array.ConvertAll(files, file => Target(file, input, output, ending));
        return files.Zip(targets).GroupBy(pair => pair.Second).FirstOrDefault(same => same.Count() > 1) is { } clash
            ? throw new ArgumentException($"{string.Join(" and ", clash.Select(pair => pair.First))} would both become {clash.Key}; rename one of them")
            : targets;
    }
}
