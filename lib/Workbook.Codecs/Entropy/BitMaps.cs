namespace Workbook.Codecs.Entropy;

/// <summary>Maps of bits: the code of a network that sends binary features of an image or a volume.</summary>
/// <remarks>The bit of channel k at (slice, row, column) is <c>Bits[((k * Depth + slice) * Rows + row) * Columns + column]</c>, the order of a tensor
/// [K, D, H, W]. An image's code has a depth of 1.</remarks>
/// <param name="Channels">K, at least 1.</param>
/// <param name="Depth">D, at least 1.</param>
/// <param name="Rows">H, at least 1.</param>
/// <param name="Columns">W, at least 1.</param>
/// <param name="Bits">0 or 1 each. Length: the product of the four.</param>
public sealed record BitMaps(int Channels, int Depth, int Rows, int Columns, byte[] Bits)
{
    /// <summary>Maps of zeros.</summary>
    /// <exception cref="ArgumentException">A side is below 1, or there are 2^31 bits or more.</exception>
    public BitMaps(int channels, int depth, int rows, int columns) : this(channels, depth, rows, columns, new byte[Count(channels, depth, rows, columns)])
    {
    }

    /// <summary>Bits at all places of one channel.</summary>
    public int Places => Depth * Rows * Columns;

    private static int Count(int channels, int depth, int rows, int columns)
    {
        var count = (Int128)channels * depth * rows * columns;
        return channels > 0 && depth > 0 && rows > 0 && columns > 0 && count <= Array.MaxLength ? (int)count
            : throw new ArgumentException($"{channels} channels of {depth} x {rows} x {columns} bits; each must be at least 1, and all together below 2^31");
    }
}
