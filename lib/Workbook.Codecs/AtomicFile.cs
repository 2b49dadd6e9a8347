namespace Workbook.Codecs;

/// <summary>Writes a file whole or not at all: a reader sees the old file or the new one, never half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes into a neighbour file, flushes it to disk, and gives it the file's name.</summary>
    /// <param name="path">Where to; an older file is replaced, a missing folder is made.</param>
    /// <param name="bytes">The whole content.</param>
    /// <exception cref="IOException">The file cannot be written; the old one stays and no neighbour is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The rights do not allow it.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes) => Write(path, bytes, static (file, content) => file.Write(content));

    /// <summary>Does the same for content that is too large to lie in memory as one array.</summary>
    /// <param name="path">Where to; an older file is replaced, a missing folder is made.</param>
    /// <param name="write">Writes the whole content; what it throws is passed on, and the old file stays.</param>
    /// <exception cref="IOException">The file cannot be written; the old one stays and no neighbour is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The rights do not allow it.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, static (file, content) => content(file));

    private static void Write<T>(string path, T content, Action<Stream, T> write)
        where T : allows ref struct
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var neighbor = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(neighbor, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                write(file, content);
                file.Flush(flushToDisk: true);
            }
            File.Move(neighbor, full, overwrite: true);
        }
        finally
        {
            File.Delete(neighbor);
        }
    }
}
