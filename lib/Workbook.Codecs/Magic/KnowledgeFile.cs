using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Workbook.Codecs.Color;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>The layout of a knowledge file: MGK1, version, length, sections, SHA-256 (FORMAT.md).</summary>
internal static class KnowledgeFile
{
    private const int Version = 1;
    private const int HeaderBytes = 10;
    private const int HashBytes = 32;
    private const int TagBytes = 4;
    private const string OptionsTag = "OPTS";
    private const string PaletteTag = "PALT";
    private const string PatternsTag = "DICT";
    private const string PredictorTag = "PRED";

    private static ReadOnlySpan<byte> Magic => "MGK1"u8;

    internal static byte[] Fingerprint(MagicKnowledge knowledge) => SHA256.HashData(Body(knowledge));

    internal static byte[] Write(MagicKnowledge knowledge) => [.. Body(knowledge), .. knowledge.FingerprintBytes];

    internal static MagicKnowledge Read(ReadOnlySpan<byte> bytes, Limits limits)
    {
        CheckFrame(bytes, limits);
        var fields = new FieldReader("knowledge file", bytes[..^HashBytes]);
        fields.Bytes(HeaderBytes);
        var optionFields = Section(ref fields, OptionsTag);
        var (options, usualSize) = ReadOptions(ref optionFields);
        var palette = ColorDictionary.FromBytes(Rest(Section(ref fields, PaletteTag)));
        fields.Require(palette.ColorBits == options.PaletteBits, $"the palette has {palette.ColorBits} bits, the options say {options.PaletteBits}");
        var patterns = PatternDictionary.FromBytes(Rest(Section(ref fields, PatternsTag)));
        var predictor = PatternPredictor.FromBytes(Rest(Section(ref fields, PredictorTag)));
        fields.Require(patterns.BlockSize == options.BlockSize && predictor.BlockSize == options.BlockSize,
            $"the blocks of options, dictionary and predictor are {options.BlockSize}, {patterns.BlockSize} and {predictor.BlockSize}; they must agree");
        var statistics = ReadStatistics(ref fields, palette);
        fields.ExpectEnd();
        return Same(new MagicKnowledge(options, usualSize, palette, patterns, predictor, statistics), bytes);
    }

    /// <summary>There is one spelling of each knowledge: what would be written differently is refused.</summary>
    private static MagicKnowledge Same(MagicKnowledge knowledge, ReadOnlySpan<byte> bytes) =>
        knowledge.FingerprintBytes.SequenceEqual(bytes[^HashBytes..])
            ? knowledge
            : throw new BitstreamException("knowledge file: a field is not in its usual spelling; the file was not written by this program");

    private static byte[] Body(MagicKnowledge knowledge)
    {
        var sections = new FieldWriter();
        Append(sections, OptionsTag, WriteOptions(knowledge));
        Append(sections, PaletteTag, knowledge.Palette.ToBytes());
        Append(sections, PatternsTag, knowledge.Patterns.ToBytes());
        Append(sections, PredictorTag, knowledge.Predictor.ToBytes());
        foreach (var kind in CoderStatistics.All)
        {
            var fields = new FieldWriter();
            knowledge.Statistics[kind.Tag].Write(fields);
            Append(sections, kind.Tag, fields.ToArray());
        }
        var length = HeaderBytes + sections.Length + HashBytes;
        return new FieldWriter().Bytes(Magic).UInt16(Version).UInt32((uint)length).Bytes(sections.ToArray()).ToArray();
    }

    private static void Append(FieldWriter sections, string tag, byte[] body) =>
        sections.Bytes(Encoding.ASCII.GetBytes(tag)).UInt32((uint)body.Length).Bytes(body);

    private static void CheckFrame(ReadOnlySpan<byte> bytes, Limits limits)
    {
        if (bytes.Length > limits.MaxFileBytes)
            throw new BitstreamException($"knowledge file: {bytes.Length:N0} bytes, allowed are {limits.MaxFileBytes:N0}");
        if (bytes.Length < HeaderBytes + HashBytes)
            throw new BitstreamException($"knowledge file: {bytes.Length} bytes, at least {HeaderBytes + HashBytes} are needed; it was cut short");
        if (!bytes.StartsWith(Magic))
            throw new BitstreamException($"bytes 0-3 are {Convert.ToHexString(bytes[..4])}, expected {Convert.ToHexString(Magic)} (\"MGK1\"); "
                + "this is not a knowledge file");
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) is var version && version != Version)
            throw new BitstreamException($"knowledge file: version {version} at byte 4, this program reads version {Version}");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[6..]) is var length && length != bytes.Length)
            throw new BitstreamException($"knowledge file: byte 6 says {length:N0} bytes, there are {bytes.Length:N0}; it was cut short or something follows");
        if (!SHA256.HashData(bytes[..^HashBytes]).AsSpan().SequenceEqual(bytes[^HashBytes..]))
            throw new BitstreamException("knowledge file: the SHA-256 in the last 32 bytes does not fit the rest; the file is damaged");
    }

    private static FieldReader Section(ref FieldReader fields, string tag)
    {
        var found = Encoding.Latin1.GetString(fields.Bytes(TagBytes));
        fields.Require(found == tag, $"section {found} was found, expected {tag}");
        var length = fields.UInt32();
        fields.Require(length <= fields.Remaining, $"section {tag} has {length:N0} bytes, {fields.Remaining:N0} are left");
        return new FieldReader($"knowledge file, section {tag}", fields.Bytes((int)length));
    }

    private static ReadOnlySpan<byte> Rest(FieldReader section) => section.Bytes(section.Remaining);

    private static byte[] WriteOptions(MagicKnowledge knowledge)
    {
        var options = knowledge.Options;
        return new FieldWriter().Varint(knowledge.UsualSize.Rows).Varint(knowledge.UsualSize.Columns)
            .UInt16(options.BlockSize).Byte(options.PaletteBits).Varint(options.PruneWindow).Double(options.SplitThreshold)
            .Varint(options.Iterations).UInt64(options.Seed).Byte((options.CoveredGrid ? 1 : 0) | (options.LearnedPatterns ? 2 : 0))
            .Varint(options.Epochs).Byte(options.EntropyStride).ToArray();
    }

    private static (KnowledgeOptions Options, ImageSides UsualSize) ReadOptions(ref FieldReader fields)
    {
        var usual = new ImageSides(fields.Varint(), fields.Varint());
        fields.Require(usual.Rows is >= 1 and <= StreamHeader.MaxSide && usual.Columns is >= 1 and <= StreamHeader.MaxSide,
            $"the usual size is {usual.Rows} x {usual.Columns}, allowed are sides from 1 to {StreamHeader.MaxSide}");
        var options = new KnowledgeOptions
        {
            BlockSize = fields.UInt16(),
            PaletteBits = fields.Byte(),
            PruneWindow = fields.Varint(),
            SplitThreshold = fields.Double(),
            Iterations = fields.Varint(),
            Seed = fields.UInt64(),
        };
        var flags = fields.Byte();
        fields.Require(flags <= 3, $"flags {flags:X2}, allowed 00 to 03");
        options = options with
        {
            CoveredGrid = (flags & 1) != 0,
            LearnedPatterns = (flags & 2) != 0,
            Epochs = fields.Varint(),
            EntropyStride = fields.Byte(),
        };
        fields.ExpectEnd();
        fields.Require(options.Fault() is null, options.Fault() ?? "");
        return (options, usual);
    }

    private static Dictionary<string, ICoderStatistics> ReadStatistics(ref FieldReader fields, ColorDictionary palette)
    {
        var statistics = new Dictionary<string, ICoderStatistics>();
        foreach (var kind in CoderStatistics.All)
        {
            var section = Section(ref fields, kind.Tag);
            statistics[kind.Tag] = kind.Read(ref section, palette);
            section.ExpectEnd();
        }
        return statistics;
    }
}
