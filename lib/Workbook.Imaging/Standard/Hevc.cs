using System.Globalization;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>One HEVC intra picture by x265, as BPG stores it: the coder that BPG is, through ffmpeg.</summary>
/// <remarks>
/// BPG (Bellard) is an HEVC intra picture of full-range BT.601 YCbCr in 4:2:0 or 4:4:4 behind a short header. The stream here
/// is: rows - 1 and columns - 1, 16 bits each, high byte first, then the raw HEVC stream (Annex B) with its parameter sets and without messages
/// about the encoder. All of it counts: 87 bytes stand before the picture's own. BPG leaves out what parameter sets repeat and has about 66 bytes less,
/// which tells on files of a few hundred bytes: <see cref="Bpg"/> writes such files.
/// Sides are filled up to multiples of 8 with the last row and column. x265's psychovisual choices are off, for they trade PSNR for likeness: the same PSNR
/// then takes 3 to 5 % fewer bytes. Encoding takes a process, so 0.1 s and more for an image. Streams have no checksum: damage may show as wrong pixels.
/// </remarks>
public sealed record Hevc : IImageCodec
{
    /// <summary>How its files end.</summary>
    public const string StreamEnding = ".hevc";

    private const int Block = 8, LeastSide = 32, HeaderBytes = 4, MostSide = 65536;
    private const string Plain = "psy-rd=0:psy-rdoq=0:info=0:log-level=none:range=full:colormatrix=smpte170m";

    /// <summary>Chooses quality and colour resolution.</summary>
    /// <param name="quantizer">QP, 0 (finest) to 51 (smallest).</param>
    /// <param name="fullColor">True: 4:4:4, a colour for each pixel; false: 4:2:0, one for 2 x 2.</param>
    /// <param name="preset">x265's preset, from <c>ultrafast</c> to <c>placebo</c>.</param>
    /// <exception cref="ArgumentException">QP is outside its range, or there is no such preset.</exception>
    public Hevc(int quantizer, bool fullColor = false, string preset = "slower")
    {
        (Quantizer, FullColor) = (NativeCodec.InRange(quantizer, 0, 51, nameof(quantizer)), fullColor);
        Preset = Checked(preset);
    }

    /// <summary>x265's presets, from the fastest to the best.</summary>
    public static IReadOnlyList<string> Presets { get; } =
        ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"];

    /// <summary>Why this codec cannot be used here; null where it can: it needs ffmpeg with libx265 on the search path.</summary>
    public static string? WhyMissing => Ffmpeg.WhyWithout("libx265");

    /// <summary>Whether this codec can be used here.</summary>
    public static bool IsAvailable => WhyMissing is null;

    /// <summary>QP, 0 (finest) to 51 (smallest).</summary>
    public int Quantizer { get; }

    /// <summary>True: 4:4:4; false: 4:2:0.</summary>
    public bool FullColor { get; }

    /// <summary>x265's preset.</summary>
    public string Preset { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => $"HEVC {(FullColor ? "4:4:4" : "4:2:0")} QP={Quantizer}";

    /// <summary>Whether bytes begin a stream of this codec: a size, and HEVC's video parameter set.</summary>
    /// <param name="stream">The whole stream, or its first 9 bytes.</param>
    public static bool IsStream(ReadOnlySpan<byte> stream) => stream.Length > HeaderBytes && stream[HeaderBytes..].StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 1, 0x40]);

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg with libx265 is not there.</exception>
    public byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Require();
        if (Math.Max(image.Rows, image.Columns) > MostSide)
            throw new ArgumentException($"the image has {image.Rows} x {image.Columns} pixels; HEVC streams here hold sides up to {MostSide:N0}", nameof(image));
        var (rows, columns) = (Filled(image.Rows), Filled(image.Columns));
        try
        {
            var picture = Ffmpeg.Run(["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{columns}x{rows}", "-i", "pipe:0", "-frames:v", "1",
                "-vf", $"scale=out_color_matrix=bt601:out_range=full:flags=accurate_rnd+full_chroma_int,format={(FullColor ? "yuv444p" : "yuv420p")}",
                "-c:v", "libx265", "-preset", Preset, "-x265-params", string.Create(CultureInfo.InvariantCulture, $"qp={Quantizer}:ipratio=1:keyint=1:{Plain}"),
                "-f", "hevc", "pipe:1"], Fill(image, rows, columns), int.MaxValue);
            return [(byte)((image.Rows - 1) >> 8), (byte)(image.Rows - 1), (byte)((image.Columns - 1) >> 8), (byte)(image.Columns - 1), .. picture];
        }
        catch (FfmpegException e)
        {
            throw new ArgumentException($"x265 cannot code an image of {image.Rows} x {image.Columns} pixels: {e.Message}", nameof(image), e);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg is not there.</exception>
    public RgbImage Decode(ReadOnlySpan<byte> stream)
    {
        Require();
        var (rows, columns) = Size(stream);
        var (filledRows, filledColumns) = (Filled(rows), Filled(columns));
        try
        {
            var pixels = Ffmpeg.Run(["-err_detect", "explode", "-xerror", "-max_pixels", $"{(filledRows + 64L) * (filledColumns + 64)}", "-f", "hevc", "-i", "pipe:0", "-frames:v", "1",
                "-vf", "scale=in_color_matrix=bt601:in_range=full:flags=accurate_rnd+full_chroma_int", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"],
                stream[HeaderBytes..].ToArray(), 3 * filledRows * filledColumns);
            return pixels.Length == 3 * filledRows * filledColumns ? Cut(pixels, rows, columns, filledColumns)
                : throw new BitstreamException($"the picture has {pixels.Length:N0} bytes of pixels, the header tells of {filledRows} x {filledColumns}; the stream is damaged");
        }
        catch (FfmpegException e)
        {
            throw new BitstreamException($"the HEVC stream of {stream.Length:N0} bytes is damaged or cut short ({e.Message}); encode the image again", e);
        }
    }

    internal static string Checked(string preset) => Presets.Contains(preset) ? preset
        : throw new ArgumentException($"there is no preset '{preset}'; there are {string.Join(", ", Presets)}", nameof(preset));

    private static void Require()
    {
        if (WhyMissing is { } why)
            throw new PlatformNotSupportedException($"HEVC cannot be coded here: {why}");
    }

    /// <summary>Reads the size of the picture; ffmpeg is not needed.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>Rows and columns, within the limits.</returns>
    /// <exception cref="BitstreamException">It does not begin such a stream, or is over the limits.</exception>
    public (int Rows, int Columns) Size(ReadOnlySpan<byte> stream)
    {
        if (!IsStream(stream))
            throw new BitstreamException($"the {stream.Length:N0} bytes have no HEVC picture behind a size of 4 bytes; decode them with the codec that wrote them");
        if (stream.Length > Limits.MaxFileBytes)
            throw new BitstreamException($"the stream has {stream.Length:N0} bytes, allowed {Limits.MaxFileBytes:N0}; raise Limits.MaxFileBytes only for streams you trust");
        var (rows, columns) = ((stream[0] << 8 | stream[1]) + 1, (stream[2] << 8 | stream[3]) + 1);
        return (long)rows * columns <= Math.Min(Limits.MaxPixels, Array.MaxLength / 4) ? (rows, columns)
            : throw new BitstreamException($"the header asks for {rows} x {columns} pixels, allowed {Limits.MaxPixels:N0}; raise Limits.MaxPixels only for files you made");
    }

    private static int Filled(int side) => Math.Max(LeastSide, (side + Block - 1) / Block * Block);

    private static byte[] Fill(RgbImage image, int rows, int columns)
    {
        var filled = new byte[3 * rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var from = image.Pixels.AsSpan(3 * image.Columns * Math.Min(row, image.Rows - 1), 3 * image.Columns);
            var to = filled.AsSpan(3 * columns * row, 3 * columns);
            from.CopyTo(to);
            for (var column = image.Columns; column < columns; column++)
                from[^3..].CopyTo(to[(3 * column)..]);
        }
        return filled;
    }

    private static RgbImage Cut(byte[] pixels, int rows, int columns, int stride)
    {
        var image = new RgbImage(rows, columns);
        for (var row = 0; row < rows; row++)
            pixels.AsSpan(3 * stride * row, 3 * columns).CopyTo(image.Pixels.AsSpan(3 * columns * row));
        return image;
    }
}
