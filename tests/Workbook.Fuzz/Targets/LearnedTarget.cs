using Workbook.Codecs;
using Workbook.Fuzz.Mutations;
using Workbook.Learning.Codecs;

namespace Workbook.Fuzz.Targets;

/// <summary>The decoder of learned codecs' streams, with a small model of each architecture; a stream's id chooses among them.</summary>
internal sealed class LearnedTarget : FuzzTarget
{
    private const int IdEnd = 3;
    private const int HeaderBytes = 5;
    private readonly LearnedCodec[] codecs = [.. LearnedSamples.Architectures.Select(name => LearnedSamples.Make(name))];

    internal LearnedTarget()
    {
        foreach (var codec in codecs)
            codec.Limits = SmallLimits;
        Seeds = [.. codecs.SelectMany(codec => FuzzSamples.Images.Skip(2).Select(codec.Encode))];
        if (Seeds.Any(seed => !Repaired(seed, seed).AsSpan().SequenceEqual(seed)))
            throw new InvalidOperationException("the fuzzer's checksum is not the encoder's; bring LearnedTarget in line with FORMAT.md");
    }

    /// <summary>Images are padded to 64 x 64, so that a thin one costs up to 64 times its pixels.</summary>
    internal static Limits SmallLimits { get; } = Limits with { MaxPixels = 1 << 13 };

    internal override string Name => "learned";

    internal override IReadOnlyList<byte[]> Seeds { get; }

    internal override void Decode(byte[] bytes)
    {
        CodecOf(bytes).Decode(bytes);
        LearnedCodec.Inspect(bytes, SmallLimits);
    }

    internal override byte[] Next(SeededRandom random)
    {
        var seed = AnySeed(random);
        var bytes = random.Next(3) == 0 ? Reheaded(seed, random) : ByteChange.Apply(seed, AnySeed(random), random);
        return random.Next(4) == 0 ? bytes : Repaired(bytes, seed);
    }

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
        return [.. body, .. Crc16.Of(Convert.FromHexString(CodecOf(good).Fingerprint), body)];
    }

    private LearnedCodec CodecOf(byte[] bytes)
        => bytes.Length >= IdEnd && Array.Find(codecs, codec => codec.Fingerprint.StartsWith(Convert.ToHexStringLower(bytes[1..IdEnd]), StringComparison.Ordinal)) is { } codec
            ? codec : codecs[0];
}
