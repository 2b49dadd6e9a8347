using Workbook.Codecs;
using Workbook.Codecs.Triangulation;
using Workbook.Fuzz.Mutations;

namespace Workbook.Fuzz.Targets;

/// <summary>The decoder of triangulations.</summary>
internal sealed class TriangulationTarget : FuzzTarget
{
    private static readonly TriangulationCodec Codec = new() { Limits = Limits with { MaxPoints = 1 << 14 } };

    internal TriangulationTarget()
    {
        if (Seeds.Any(seed => !Repaired(seed).AsSpan().SequenceEqual(seed)))
            throw new InvalidOperationException("the fuzzer's checksum is not the encoder's; bring TriangulationTarget in line with FORMAT.md");
    }

    internal override string Name => "triangulation";

    internal override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. FuzzSamples.Images.Select(image => new TriangulationCodec(new() { TargetBytes = 120, Trials = 50 }).Encode(image)),
        new TriangulationCodec(new() { Vertices = 300, GridStep = 1, Colors = 32, Trials = 0 }).Encode(FuzzSamples.Images[2]),
        new TriangulationCodec(new() { Vertices = 4, GridStep = 100, Colors = 1, Trials = 0 }).Encode(FuzzSamples.Images[0]),
    ];

    internal override void Decode(byte[] bytes) => Codec.Decode(bytes);

    internal override byte[] Next(SeededRandom random)
    {
        var seed = AnySeed(random);
        var bytes = random.Next(3) == 0
            ? [seed[0], .. Numbers.Varint(Numbers.Side(random), random), .. Numbers.Varint(Numbers.Side(random), random), .. seed[(2 + random.Next(3))..]]
            : ByteChange.Apply(seed, AnySeed(random), random);
        return random.Next(4) == 0 ? bytes : Repaired(bytes);
    }

    /// <summary>The same bytes with the kind of triangulations and a checksum that fits.</summary>
    private byte[] Repaired(byte[] bytes)
    {
        if (bytes.Length < 3)
            return bytes;
        byte[] body = [Seeds[0][0], .. bytes[1..^2]];
        return [.. body, .. Crc16.Of(body)];
    }
}
