namespace Workbook.Results.Records;

/// <summary>Finds the commit of a checkout by reading its .git folder; no git command is run.</summary>
public static class GitCommit
{
    /// <summary>The commit that a folder's checkout stands on.</summary>
    /// <param name="folder">A folder inside the checkout.</param>
    /// <returns>The hash in hex, or null where there is no checkout or it has no commit. Changes since the commit are not seen.</returns>
    public static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (GitFolder(Path.Combine(at.FullName, ".git")) is { } git)
                return Read(git);
        return null;
    }

    // A linked work tree has a file ".git" that names the folder.
    private static string? GitFolder(string path)
    {
        if (Directory.Exists(path))
            return path;
        if (FirstLine(path) is { } line && line.StartsWith("gitdir: ", StringComparison.Ordinal))
            return Path.GetFullPath(line[8..], Path.GetDirectoryName(path)!);
        return null;
    }

    private static string? Read(string git)
    {
        var head = FirstLine(Path.Combine(git, "HEAD"));
        if (head is null || !head.StartsWith("ref: ", StringComparison.Ordinal))
            return head;
        string reference = head[5..];
        string shared = FirstLine(Path.Combine(git, "commondir")) is { } common ? Path.GetFullPath(common, git) : git;
        return FirstLine(Path.Combine(git, reference)) ?? FirstLine(Path.Combine(shared, reference)) ?? Packed(shared, reference);
    }

    private static string? Packed(string git, string reference)
    {
        string path = Path.Combine(git, "packed-refs");
        if (!File.Exists(path))
            return null;
        return File.ReadLines(path).FirstOrDefault(l => l.EndsWith(' ' + reference, StringComparison.Ordinal))?.Split(' ')[0];
    }

    private static string? FirstLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault()?.Trim() : null;
}
