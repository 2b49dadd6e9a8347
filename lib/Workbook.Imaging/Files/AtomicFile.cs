namespace Workbook.Imaging.Files;

/// <summary>Writes a file whole or not at all: neighbour file, flush to disk, rename.</summary>
internal static class AtomicFile
{
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var full = Path.GetFullPath(path);
        var neighbour = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(neighbour, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(neighbour, full, overwrite: true);
        }
        finally
        {
            File.Delete(neighbour);
        }
    }
}
