namespace Workbook.Codecs;

/// <summary>The checks that every image in memory shares.</summary>
internal static class ImageSize
{
    private const long MaxPixels = 1L << 29;

    internal static int Samples(int rows, int columns, int channels)
    {
        if (rows < 1 || columns < 1 || (long)rows * columns > MaxPixels)
            throw new ArgumentException($"an image of {rows} x {columns} pixels was asked for; each side must be at least 1 "
                + $"and the product at most {MaxPixels:N0}");
        return rows * columns * channels;
    }

    internal static void CheckLength(int rows, int columns, int channels, int length)
    {
        if (Samples(rows, columns, channels) is var expected && length != expected)
            throw new ArgumentException($"pixels has {length} bytes, but {rows} rows x {columns} columns x {channels} channels needs {expected}");
    }
}
