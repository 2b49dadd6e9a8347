using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>Shrinks an image by 2, 4 or 8, codes the small one with another codec, and scales back after decoding.</summary>
/// <remarks>
/// The plain rival of every codec for machines: at very low rates it beats the inner codec alone. Shrinking takes the mean of each square
/// (squares over the edge: of the pixels they have); scaling back is cubic (Catmull and Rom). Both are exact integers.
/// <para>Stream: one byte, then the inner stream to the end. Bits 7-6 of the byte are log2 of the factor (1 to 3), bits 5-3 how many
/// rows, bits 2-0 how many columns the original is smaller than the factor times the inner image. So the original size costs one byte,
/// which counts.</para>
/// </remarks>
public sealed record Shrunk : IImageCodec
{
    /// <summary>Wraps a codec.</summary>
    /// <param name="inner">Codes the small image.</param>
    /// <param name="factor">2, 4 or 8, for each side.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not 2, 4 or 8.</exception>
    public Shrunk(IImageCodec inner, int factor)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
        Factor = factor is 2 or 4 or 8 ? factor : throw new ArgumentOutOfRangeException(nameof(factor), $"factor is {factor}, allowed 2, 4 and 8");
    }

    /// <summary>Codes the small image.</summary>
    public IImageCodec Inner { get; }

    /// <summary>How many times smaller each side is coded.</summary>
    public int Factor { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => $"1/{Factor}, {Inner.Name}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var small = AreaShrink.Apply(image, Factor);
        var (rowsLess, columnsLess) = (small.Rows * Factor - image.Rows, small.Columns * Factor - image.Columns);
        return [(byte)(int.Log2(Factor) << 6 | rowsLess << 3 | columnsLess), .. Inner.Encode(small)];
    }

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream)
    {
        if (stream.IsEmpty)
            throw new BitstreamException("the stream is empty, expected one byte of sizes and an inner stream; check what wrote it");
        var (factor, rowsLess, columnsLess) = (1 << (stream[0] >> 6), stream[0] >> 3 & 7, stream[0] & 7);
        if (factor != Factor || rowsLess >= factor || columnsLess >= factor)
            throw new BitstreamException($"byte 0 is {stream[0]:X2} (shrunk by {factor}, less {rowsLess} rows and {columnsLess} columns), "
                + $"but this codec shrinks by {Factor} and allows less than that; decode with the codec that wrote the stream");
        var small = Inner.Decode(stream[1..]);
        var (rows, columns) = ((long)small.Rows * factor - rowsLess, (long)small.Columns * factor - columnsLess);
        if (rows * columns > Limits.MaxPixels)
            throw new BitstreamException($"the stream asks for {rows} x {columns} pixels, allowed 1 to {Limits.MaxPixels:N0}; "
                + "raise Limits.MaxPixels only for streams you trust");
        return CubicEnlarge.Apply(small, factor, (int)rows, (int)columns);
    }
}
