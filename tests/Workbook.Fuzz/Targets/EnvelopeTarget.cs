using Workbook.Codecs;
using Workbook.Fuzz.Mutations;

namespace Workbook.Fuzz.Targets;

/// <summary>A decoder of streams that name a model, with several small models; a stream's id chooses among them.</summary>
internal abstract class EnvelopeTarget<T> : FuzzTarget
{
    private const int IdEnd = 3;
    private const int HeaderBytes = 5;
    private readonly (string Fingerprint, T Codec)[] codecs;

    /// <param name="codecs">All of them by their fingerprints, in lower case.</param>
    /// <param name="seeds">Good streams.</param>
    private protected EnvelopeTarget(IEnumerable<(string Fingerprint, T Codec)> codecs, IEnumerable<byte[]> seeds)
    {
        (this.codecs, Seeds) = ([.. codecs], [.. seeds]);
        if (Seeds.Any(seed => !Repaired(seed, seed).AsSpan().SequenceEqual(seed)))
            throw new InvalidOperationException("the fuzzer's checksum is not the encoder's; bring EnvelopeTarget in line with FORMAT.md");
    }

    /// <summary>Images are padded to 64 x 64, so that a thin one costs up to 64 times its pixels.</summary>
    internal static Limits SmallLimits { get; } = Limits with { MaxPixels = 1 << 13 };

    internal override IReadOnlyList<byte[]> Seeds { get; }

    internal override byte[] Next(SeededRandom random)
    {
        var seed = AnySeed(random);
        var bytes = random.Next(3) == 0 ? Reheaded(seed, random) : ByteChange.Apply(seed, AnySeed(random), random);
        return random.Next(4) == 0 ? bytes : Repaired(bytes, seed);
    }

    /// <summary>The codec that a stream names; the first where it names none.</summary>
    private protected T CodecOf(byte[] bytes) => Named(bytes).Codec;

    /// <summary>A good stream's payload, or another one, behind hostile sizes.</summary>
    private static byte[] Reheaded(byte[] seed, SeededRandom random) =>
    [
        .. seed[..IdEnd], .. random.Next(2) == 0 ? seed[IdEnd..HeaderBytes] : [.. Numbers.Varint(Numbers.Side(random), random), .. Numbers.Varint(Numbers.Side(random), random)],
        .. random.Next(4) switch
        {
            0 => ByteChange.Noise(random.Next(600), random),
            1 => [],
            _ => seed[(HeaderBytes + random.Next(3))..],
        },
    ];

    /// <summary>The same bytes with a good stream's kind and model, and a checksum that fits.</summary>
    private byte[] Repaired(byte[] bytes, byte[] good)
    {
        if (bytes.Length < HeaderBytes + 2)
            return bytes;
        byte[] body = [.. good[..IdEnd], .. bytes[IdEnd..^2]];
        return [.. body, .. Crc16.Of(Convert.FromHexString(Named(good).Fingerprint), body)];
    }

    private (string Fingerprint, T Codec) Named(byte[] bytes)
    {
        var id = Convert.ToHexStringLower(bytes.AsSpan(Math.Min(1, bytes.Length)..Math.Min(IdEnd, bytes.Length)));
        return codecs.FirstOrDefault(codec => codec.Fingerprint.StartsWith(id, StringComparison.Ordinal), codecs[0]);
    }
}
