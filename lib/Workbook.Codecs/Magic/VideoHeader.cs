using System.Buffers.Binary;

namespace Workbook.Codecs.Magic;

/// <summary>The header of a .mgv file: what all frames share.</summary>
internal readonly record struct VideoHeader(int Rows, int Columns, int GridStep, bool CoveredGrid)
{
    private const int Version = 1;
    private const int IdBytes = 8;
    private const int ChecksumBytes = 2;

    private static ReadOnlySpan<byte> Magic => "MGV1"u8;

    internal byte[] Write(MagicKnowledge knowledge)
    {
        var fields = new FieldWriter().Bytes(Magic).Byte(Version).Bytes(knowledge.FingerprintBytes[..IdBytes])
            .Varint(Rows).Varint(Columns).Varint(GridStep).Byte(CoveredGrid ? 1 : 0);
        return fields.Bytes(Checksum(knowledge, fields.ToArray())).ToArray();
    }

    internal static VideoHeader Read(MagicKnowledge knowledge, ref FieldReader fields, ReadOnlySpan<byte> file, Limits limits)
    {
        var id = ReadId(ref fields);
        if (!id.SequenceEqual(knowledge.FingerprintBytes[..IdBytes]))
            throw new BitstreamException($"this video was made with knowledge {Convert.ToHexStringLower(id)}, "
                + $"the loaded one is {knowledge.Fingerprint[..(2 * IdBytes)]}; load the knowledge file that its encoder used");
        var header = ReadGeometry(ref fields, limits);
        var expected = Checksum(knowledge, file[..fields.Position]);
        fields.Require(fields.Bytes(ChecksumBytes).SequenceEqual(expected), "the header's checksum does not fit; the file is damaged");
        return header;
    }

    /// <summary>Reads what can be read without the knowledge; the checksum, which depends on it, is passed over.</summary>
    internal static (VideoHeader Header, string KnowledgeId) ReadUnchecked(ref FieldReader fields, Limits limits)
    {
        var id = Convert.ToHexStringLower(ReadId(ref fields));
        var header = ReadGeometry(ref fields, limits);
        fields.Bytes(ChecksumBytes);
        return (header, id);
    }

    private static ReadOnlySpan<byte> ReadId(ref FieldReader fields)
    {
        var magic = fields.Bytes(Magic.Length);
        fields.Require(magic.SequenceEqual(Magic), $"{Convert.ToHexString(magic)} was found, expected {Convert.ToHexString(Magic)} (\"MGV1\"); this is not a MAGIC video");
        var version = fields.Byte();
        fields.Require(version == Version, $"version {version}, this program reads version {Version}");
        return fields.Bytes(IdBytes);
    }

    private static VideoHeader ReadGeometry(ref FieldReader fields, Limits limits)
    {
        var (rows, columns, step, covered) = (fields.Varint(), fields.Varint(), fields.Varint(), fields.Byte());
        StreamHeader.CheckSize(rows, columns, fields.Position, limits);
        fields.Require(step is >= 1 and <= MagicOptions.MaxGridStep && covered <= 1, $"grid step {step} with flag {covered}; allowed are "
            + $"steps of 1 to {MagicOptions.MaxGridStep} and flags 0 and 1");
        return new VideoHeader(rows, columns, step, covered == 1);
    }

    private static byte[] Checksum(MagicKnowledge knowledge, ReadOnlySpan<byte> bytes)
    {
        var checksum = new byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt16BigEndian(checksum, Checksum16.Of(knowledge.FingerprintBytes, bytes));
        return checksum;
    }
}
