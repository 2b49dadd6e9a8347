namespace Workbook.Results.Metrics;

/// <summary>Bits of a whole stream, header included, for every pixel of the image: bpp.</summary>
public static class BitsPerPixel
{
    /// <summary>8 * bytes / (rows * columns).</summary>
    /// <param name="bytes">Length of the whole stream in bytes.</param>
    /// <param name="rows">Height of the image in pixels.</param>
    /// <param name="columns">Width of the image in pixels.</param>
    /// <returns>Bits per pixel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or a side is below 1.</exception>
    public static double Of(long bytes, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        return 8.0 * bytes / ((double)rows * columns);
    }
}
