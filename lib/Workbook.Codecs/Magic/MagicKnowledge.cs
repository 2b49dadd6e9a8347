using Workbook.Codecs.Color;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>What was learned from the images of a domain: encoder and decoder hold the same copy.</summary>
/// <remarks>Source: Chakraborty, Cruz, Bhunia, "Leveraging Domain Knowledge using Machine Learning for Image Compression in
/// Internet-of-Things", Algorithm 1. Made by <see cref="KnowledgeAcquisition"/>, kept in files with the ending .mgk (FORMAT.md). An
/// object never changes and may be used by several threads at once.</remarks>
public sealed class MagicKnowledge
{
    private readonly byte[] fingerprint;
    private readonly IReadOnlyDictionary<MagicProfile, Lazy<IProfileCoder>> coders;

    internal MagicKnowledge(KnowledgeOptions options, ImageSides usualSize, ColorDictionary palette, PatternDictionary patterns,
        PatternPredictor predictor, IReadOnlyDictionary<string, ICoderStatistics>? statistics = null)
    {
        (Options, UsualSize, Palette, Patterns, Predictor) = (options, usualSize, palette, patterns, predictor);
        Statistics = statistics ?? CoderStatistics.All.ToDictionary(kind => kind.Tag, kind => kind.Untrained(palette));
        fingerprint = KnowledgeFile.Fingerprint(this);
        Fingerprint = Convert.ToHexStringLower(fingerprint);
        coders = Enum.GetValues<MagicProfile>().ToDictionary(profile => profile, profile => new Lazy<IProfileCoder>(() => MakeCoder(profile)));
    }

    /// <summary>How the knowledge was acquired.</summary>
    public KnowledgeOptions Options { get; }

    /// <summary>The size that most of the images had; a stream of that size does not say it.</summary>
    public ImageSides UsualSize { get; }

    /// <summary>The colours that triangles take.</summary>
    public ColorDictionary Palette { get; }

    /// <summary>The patterns of points that blocks take.</summary>
    public PatternDictionary Patterns { get; }

    /// <summary>The network that chooses patterns. Only encoders use it.</summary>
    public PatternPredictor Predictor { get; }

    /// <summary>Side of a block in pixels.</summary>
    public int BlockSize => Patterns.BlockSize;

    /// <summary>Bits of a colour of fixed length: the palette has two to this power.</summary>
    public int PaletteBits => Options.PaletteBits;

    /// <summary>SHA-256 of the knowledge in 64 hex digits. Streams carry its first four.</summary>
    public string Fingerprint { get; }

    internal ReadOnlySpan<byte> FingerprintBytes => fingerprint;

    internal IReadOnlyDictionary<string, ICoderStatistics> Statistics { get; }

    /// <summary>The bytes of a knowledge file.</summary>
    public byte[] ToBytes() => KnowledgeFile.Write(this);

    /// <summary>Reads the bytes of a knowledge file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">What is accepted; <c>null</c> for <see cref="Limits.Default"/>.</param>
    /// <returns>Knowledge with the fingerprint of the one that was written.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good knowledge file.</exception>
    public static MagicKnowledge FromBytes(ReadOnlySpan<byte> bytes, Limits? limits = null) => KnowledgeFile.Read(bytes, limits ?? Limits.Default);

    /// <summary>Writes a knowledge file, whole or not at all.</summary>
    /// <param name="path">Where to; usually ends with .mgk.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, ToBytes());

    /// <summary>Reads a knowledge file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is accepted; <c>null</c> for <see cref="Limits.Default"/>.</param>
    /// <returns>The knowledge.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="BitstreamException">The file is not a good knowledge file.</exception>
    public static MagicKnowledge Load(string path, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (new FileInfo(path).Length is var length && length > limits.MaxFileBytes)
            throw new BitstreamException($"{path} has {length:N0} bytes, allowed are {limits.MaxFileBytes:N0}; raise Limits.MaxFileBytes only for files you made");
        return FromBytes(File.ReadAllBytes(path), limits);
    }

    /// <summary>Predicted number of points of each block, row by row, before any division.</summary>
    internal float[] PredictPoints(RgbImage image) => Predictor.Predict(image.ToGray());

    internal IProfileCoder Coder(MagicProfile profile) => coders.TryGetValue(profile, out var coder)
        ? coder.Value
        : throw new ArgumentException($"there is no profile {profile}; choose one of {string.Join(", ", coders.Keys)}");

    private IProfileCoder MakeCoder(MagicProfile profile) => profile switch
    {
        MagicProfile.Paper => new PaperCoder(this),
        MagicProfile.Compact => new CompactCoder(this),
        MagicProfile.Vertex => new VertexCoder(this),
        _ => throw new NotSupportedException($"profile {profile} is not part of this version"),
    };
}
