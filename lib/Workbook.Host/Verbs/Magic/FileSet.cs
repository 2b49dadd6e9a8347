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
        return Path.Combine(output, Path.ChangeExtension(Path.GetRelativePath(input, file), ending));
    }

    /// <summary>Writes bytes so that a reader sees the old file or the new one, never half of one.</summary>
    public static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var neighbour = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(neighbour, bytes);
        File.Move(neighbour, path, overwrite: true);
    }
}
