using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Fuzz.Mutations;

namespace Workbook.Fuzz.Targets;

/// <summary>The decoder of one profile of still streams.</summary>
internal sealed class StillTarget : FuzzTarget
{
    private readonly MagicProfile profile;
    private readonly MagicDecoder decoder;
    private readonly DecodeOptions options = new() { Limits = Limits };
    private readonly byte[] fingerprint;

    internal StillTarget(FuzzSamples samples, MagicProfile profile)
    {
        this.profile = profile;
        Seeds = samples.Streams(profile);
        decoder = new MagicDecoder(samples.Knowledge);
        fingerprint = Convert.FromHexString(samples.Knowledge.Fingerprint);
        if (profile != MagicProfile.Paper && Seeds.Any(seed => !Repaired(seed).AsSpan().SequenceEqual(seed)))
            throw new InvalidOperationException("the fuzzer's checksum is not the encoder's; bring StillTarget in line with FORMAT.md");
    }

    internal override string Name => profile.ToString().ToLowerInvariant();

    internal override IReadOnlyList<byte[]> Seeds { get; }

    internal override void Decode(byte[] bytes)
    {
        decoder.Decode(bytes, options);
        MagicDecoder.Inspect(bytes, Limits);
    }

    internal override byte[] Next(SeededRandom random)
    {
        var bytes = random.Next(3) switch
        {
            0 => Reheaded(AnySeed(random), random),
            _ => ByteChange.Apply(AnySeed(random), AnySeed(random), random),
        };
        return profile == MagicProfile.Paper || random.Next(4) == 0 ? bytes : Repaired(bytes);
    }

    /// <summary>A good stream's inside behind a header of hostile numbers.</summary>
    private byte[] Reheaded(byte[] seed, SeededRandom random)
    {
        if (profile == MagicProfile.Paper)
            return [.. PaperHeader(seed, random), .. Inside(seed, 8, random)];
        var flags = (byte)(random.Next(4) == 0 ? random.Next(256) : random.Next(8) << 5 | seed[3] & 31);
        var header = new List<byte> { seed[0], seed[1], seed[2], flags };
        if ((flags & 128) != 0)
            header.AddRange([.. Numbers.Varint(Numbers.Side(random), random), .. Numbers.Varint(Numbers.Side(random), random)]);
        if ((flags & 64) != 0)
            header.AddRange(Numbers.Varint(Numbers.Side(random), random));
        return [.. header, .. Inside(seed, 4, random)];
    }

    private static byte[] PaperHeader(byte[] seed, SeededRandom random)
    {
        var header = seed[..8];
        for (var field = 0; field < 4; field++)
            if (random.Next(2) == 0)
            {
                var value = field == 2 ? Numbers.Any(random) : Numbers.Side(random);
                (header[2 * field], header[2 * field + 1]) = ((byte)(value >> 8), (byte)value);
            }
        return header;
    }

    private static byte[] Inside(byte[] seed, int from, SeededRandom random) => random.Next(4) switch
    {
        0 => ByteChange.Noise(random.Next(600), random),
        1 => [],
        _ => seed[Math.Min(seed.Length, from + random.Next(3))..],
    };

    /// <summary>The same bytes with this knowledge's mark and a checksum that fits.</summary>
    private byte[] Repaired(byte[] bytes)
    {
        if (bytes.Length < 6)
            return bytes;
        var body = bytes[..^2];
        (body[0], body[1], body[2]) = (Seeds[0][0], fingerprint[0], fingerprint[1]);
        return [.. body, .. Crc16.Of(fingerprint, body)];
    }
}
