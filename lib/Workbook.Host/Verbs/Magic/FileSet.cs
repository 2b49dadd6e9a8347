namespace Workbook.Host.Verbs.Magic;

/// <summary>The files that a file or folder on the command line stands for, and where each result goes.</summary>
internal static class FileSet
{
    /// <summary>The endings of image files.</summary>
    public static readonly string[] ImageEndings =
        [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".pgm", ".ppm", ".webp", ".avif", ".jxl", ".jp2", ".j2k"];

    /// <summary>The endings of volumes.</summary>
    public static readonly string[] VolumeEndings = [".nii", PackedVolume];

    private const string PackedVolume = ".nii.gz";

    /// <summary>Whether a name is that of a volume.</summary>
    public static bool IsVolume(string path) => EndsAs(path, VolumeEndings);

    /// <summary>A file's name with the ending of a packed volume, where it does not have one of a volume.</summary>
    public static string AsVolume(string path) => IsVolume(path) ? path : WithEnding(path, PackedVolume);

    /// <summary>The image files below the given files and folders, sorted by path.</summary>
    public static string[] Images(IEnumerable<string> inputs) => Files(inputs, ImageEndings);

    /// <summary>The files with one of the endings below the given files and folders, sorted by path; a file named itself is always taken.</summary>
    public static string[] Files(IEnumerable<string> inputs, params string[] endings)
    {
        var files = inputs.SelectMany(input => File.Exists(input) ? [input]
            : Directory.Exists(input) ? Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).Where(path => EndsAs(path, endings))
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
        CheckClash(files.Zip(targets));
        return targets;
    }

    /// <summary>The files below some files and folders, each with a place of its own below another folder; one file may go to a file, told by its ending.</summary>
    public static (string File, string Target)[] Into(string output, string[] inputs, string[] endings, string ending)
    {
        if (inputs is [var one] && File.Exists(one) && Path.HasExtension(output) && !Directory.Exists(output))
            return [(one, output)];
        var pairs = inputs.SelectMany(input => Files([input], endings).Select(file => (file, Path.Combine(output,
            WithEnding(File.Exists(input) ? Path.GetFileName(file) : Path.GetRelativePath(input, file), ending))))).Distinct().ToArray();
        CheckClash(pairs);
        return pairs;
    }

    private static bool EndsAs(string path, string[] endings) => endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string WithEnding(string path, string ending)
        => path.EndsWith(PackedVolume, StringComparison.OrdinalIgnoreCase) ? path[..^PackedVolume.Length] + ending : Path.ChangeExtension(path, ending);

    private static void CheckClash(IEnumerable<(string File, string Target)> pairs)
    {
        if (pairs.GroupBy(pair => pair.Target).FirstOrDefault(same => same.Count() > 1) is { } clash)
            throw new ArgumentException($"{string.Join(" and ", clash.Select(pair => pair.File))} would both become {clash.Key}; rename one of them");
    }
}
