using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Imaging.Standard;

/// <summary>The video and sequence parameter sets of an HEVC picture (ITU-T H.265, section 7.3.2): read for what BPG keeps of them, and made again.</summary>
internal static class ParameterSets
{
    private const int BytesBeforeId = 2 + 1 + 12; // of the unit's own header, of ids and layers, of profile and level
    private const int OrderBits = 4; // of picture numbers, less 4
    private static readonly byte[] Start = [0, 0, 0, 1];

    /// <summary>Takes a raw stream apart.</summary>
    /// <param name="stream">Annex B: video, sequence and picture parameter sets, and one picture.</param>
    /// <param name="rows">Height that BPG's decoders take for the coded picture's.</param>
    /// <param name="columns">Width likewise.</param>
    /// <param name="fullColor">4:4:4.</param>
    /// <returns>What the first two sets tell, and all behind them, without the start code in front.</returns>
    /// <exception cref="PlatformNotSupportedException">The sequence's set holds what BPG cannot leave out.</exception>
    internal static (HevcTools Tools, byte[] Picture) Split(ReadOnlySpan<byte> stream, int rows, int columns, bool fullColor)
    {
        var sequence = stream[Start.Length..];
        sequence = sequence[(sequence.IndexOf(Start) + Start.Length)..];
        var end = sequence.IndexOf(Start);
        try
        {
            return (Tools(Unescaped(sequence[..end]), rows, columns, fullColor), sequence[(end + Start.Length)..].ToArray());
        }
        catch (BitstreamException e)
        {
            throw new PlatformNotSupportedException($"the x265 here writes a sequence parameter set that BPG cannot leave out ({e.Message}); use another version of it", e);
        }
    }

    /// <summary>A raw stream that any HEVC decoder reads.</summary>
    internal static byte[] Join(HevcTools tools, int rows, int columns, bool fullColor, ReadOnlySpan<byte> picture) =>
        [.. Start, .. Escaped(Video()), .. Start, .. Escaped(Sequence(tools, rows, columns, fullColor)), .. Start, .. picture];

    /// <summary>Reads a sequence parameter set up to its last field that matters; all others must be what BPG takes for granted.</summary>
    private static HevcTools Tools(ReadOnlySpan<byte> set, int rows, int columns, bool fullColor)
    {
        var reader = new BitReader(set[Math.Min(BytesBeforeId, set.Length)..]);
        Expect(ref reader, 0, fullColor ? 3 : 1); // id, chroma
        if (fullColor)
            Bit(ref reader, 0); // one colour plane apart
        Expect(ref reader, columns, rows);
        Bit(ref reader, 0); // all of the picture is shown
        Expect(ref reader, 0, 0, OrderBits); // 8 bits of luma and chroma
        reader.Read(1);
        for (var i = 0; i < 3; i++)
            ExpGolomb.Read(ref reader); // what a decoder must hold: for one picture none
        var (least, more, leastTransform, moreTransform) = (ExpGolomb.Read(ref reader), ExpGolomb.Read(ref reader), ExpGolomb.Read(ref reader), ExpGolomb.Read(ref reader));
        ExpGolomb.Read(ref reader); // depth between pictures, as asymmetric blocks and motion below: a single picture has none of it
        var depth = ExpGolomb.Read(ref reader);
        Bit(ref reader, 0); // scaling lists
        reader.Read(1);
        var offset = reader.Read(1) != 0;
        Bit(ref reader, 0); // pulse code
        Expect(ref reader, 0); // reference pictures
        Bit(ref reader, 0);
        reader.Read(1);
        return new(least, more, leastTransform, moreTransform, depth, offset, Smooth: reader.Read(1) != 0);
    }

    private static void Expect(ref BitReader reader, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
            if (ExpGolomb.Read(ref reader) is var found && found != value)
                throw new BitstreamException($"a number is {found} instead of {value}");
    }

    private static void Bit(ref BitReader reader, uint expected)
    {
        if (reader.Read(1) != expected)
            throw new BitstreamException($"a flag is not {expected}");
    }

    private static byte[] Video()
    {
        var writer = new BitWriter();
        writer.Write(0x4001_0C01, 32); // the unit's header; id 0, one layer
        writer.Write(0xFFFF, 16);
        WriteProfile(writer);
        writer.Write(0b1_1_1_1, 4); // one layer's needs: one picture, in order
        writer.Write(0, 6);
        writer.Write(0b1_0_0, 3); // one set of layers, no timing, no extension
        return Ended(writer);
    }

    private static byte[] Sequence(HevcTools tools, int rows, int columns, bool fullColor)
    {
        var writer = new BitWriter();
        writer.Write(0x42_0101, 24); // the unit's header; id 0, one layer
        WriteProfile(writer);
        WriteNumbers(writer, 0, fullColor ? 3 : 1);
        writer.Write(0, fullColor ? 1 : 0);
        WriteNumbers(writer, columns, rows);
        writer.Write(0, 1);
        WriteNumbers(writer, 0, 0, OrderBits);
        writer.Write(0b1_1_1_1, 4);
        tools.WriteBlocks(writer, twice: true);
        writer.Write(0b01, 2);
        writer.Write(tools.Offset ? 1u : 0, 1);
        writer.Write(0b0_1_0_1, 4); // no pulse code, no reference pictures, motion
        writer.Write(tools.Smooth ? 1u : 0, 1);
        writer.Write(0, 2); // nothing about use, no extension
        return Ended(writer);
    }

    /// <summary>Profile 4 (range extensions), which holds 4:4:4, of the highest level.</summary>
    private static void WriteProfile(BitWriter writer)
    {
        writer.Write(4, 8);
        writer.Write(1u << 27, 32);
        writer.Write(0x9000_0000, 32);
        writer.Write(0, 16);
        writer.Write(255, 8);
    }

    private static void WriteNumbers(BitWriter writer, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
            ExpGolomb.Write(writer, value);
    }

    private static byte[] Ended(BitWriter writer)
    {
        writer.Write(1, 1);
        return writer.ToArray();
    }

    /// <summary>Puts a 3 into whatever might look like a start code.</summary>
    private static List<byte> Escaped(byte[] unit)
    {
        var escaped = new List<byte>();
        var zeros = 0;
        foreach (var value in unit)
        {
            if (zeros >= 2 && value <= 3)
            {
                escaped.Add(3);
                zeros = 0;
            }
            escaped.Add(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return escaped;
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> unit)
    {
        var (plain, zeros) = (new List<byte>(), 0);
        foreach (var value in unit)
        {
            if (zeros < 2 || value != 3)
                plain.Add(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return [.. plain];
    }
}
