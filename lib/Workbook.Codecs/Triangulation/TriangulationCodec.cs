namespace Workbook.Codecs.Triangulation;

/// <summary>Images of about 200 bytes: a triangulation whose vertices lie on a grid and take their colours from a small table.</summary>
/// <remarks>
/// After Marwood, Massimino, Covell and Baluja, "Representing Images in 200 Bytes: Compression via Triangulation" (ICIP 2018): vertices at places of a grid coarser than the
/// pixels, the Delaunay triangulation of them, colours from a table, linear mixture inside triangles, vertices moved about while the picture gets better, and entropy
/// coding of which places carry a vertex and of colours. Ours, where the paper leaves it open or we know no better: vertices are added where they lower the squared
/// error most, then moved at random; squared error of RGB is the measure (the paper also has SSIM); a colour is coded as its rank by distance from what the two nearest
/// earlier vertices tell. FORMAT.md beside this file describes streams; they decode exactly the same everywhere.
/// This is a research baseline for comparison. Grid, moved vertices and colour table together are what the patent US 11019366 claims; whoever wants to use
/// it for anything else must see to that.
/// </remarks>
/// <param name="options">What the encoder is asked for; <c>null</c> for <see cref="TriangulationOptions.Default"/>.</param>
/// <exception cref="ArgumentException">An option is out of its range.</exception>
public sealed class TriangulationCodec(TriangulationOptions? options = null) : IImageCodec
{
    /// <summary>How its files end.</summary>
    public const string StreamEnding = ".wtr";

    /// <summary>What the encoder is asked for.</summary>
    public TriangulationOptions Options { get; } = Checked(options ?? TriangulationOptions.Default);

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => Options.Vertices is { } vertices ? $"Triangulation {vertices} vertices" : $"Triangulation {Options.TargetBytes} bytes";

    /// <summary>Whether bytes begin a stream of this codec.</summary>
    /// <param name="stream">The whole stream, or its first byte.</param>
    public static bool IsStream(ReadOnlySpan<byte> stream) => !stream.IsEmpty && !StreamKind.IsPaper(stream[0]) && StreamKind.Of(stream[0]) == StreamKind.Triangulation;

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => Encode(image, CancellationToken.None);

    /// <summary>Codes an image.</summary>
    /// <param name="image">The image, of up to 4,194,304 pixels with sides up to 65,536.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <returns>The whole stream.</returns>
    /// <exception cref="ArgumentException">The image is too large, or the target too small for it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public byte[] Encode(RgbImage image, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.PixelCount > TriangulationEncoder.MostPixels || Math.Max(image.Rows, image.Columns) > TriangulationHeader.MostSide)
            throw new ArgumentException($"the image has {image.Rows} x {image.Columns} pixels; triangulations take up to {TriangulationEncoder.MostPixels:N0} pixels "
                + $"and sides up to {TriangulationHeader.MostSide:N0}; use a smaller image or another codec", nameof(image));
        return TriangulationEncoder.Encode(image, Options, cancel);
    }

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => TriangulationDecoder.Decode(stream, Limits);

    /// <summary>Reads the size of the picture and checks the stream's frame.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>Rows and columns, within the limits.</returns>
    /// <exception cref="BitstreamException">It is damaged, foreign, or over the limits.</exception>
    public (int Rows, int Columns) Size(ReadOnlySpan<byte> stream)
    {
        var header = TriangulationHeader.Open(stream, Limits, out _);
        return (header.Rows, header.Columns);
    }

    private static TriangulationOptions Checked(TriangulationOptions options)
    {
        options.Check();
        return options;
    }
}
