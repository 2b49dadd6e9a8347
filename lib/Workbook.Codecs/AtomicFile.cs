namespace Workbook.Codecs;

/// <summary>Writes a file whole or not at all: a reader sees the old file or the new one, never half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes into a neighbour file, flushes it to disk, and gives it the file's name.</summary>
    /// <param name="path">Where to; an older file is replaced, a missing folder is made.</param>
    /// <param name="bytes">The whole content.</param>
    /// <exception cref="IOException">The file cannot be written; the old one stays and no neighbour is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The rights do not allow it.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var neighbor = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(neighbor, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
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
