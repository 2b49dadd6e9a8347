using Workbook.Codecs;

namespace Workbook.Fuzz.Mutations;

/// <summary>Seeded damage to bytes: what storage, networks and attackers do.</summary>
internal static class ByteChange
{
    private static readonly byte[] Interesting = [0, 1, 2, 127, 128, 254, 255];

    /// <summary>One to four changes of random kinds.</summary>
    /// <param name="bytes">What is damaged; stays as it is.</param>
    /// <param name="other">Another good stream, for splices.</param>
    /// <param name="random">Chooses the damage.</param>
    internal static byte[] Apply(byte[] bytes, byte[] other, SeededRandom random)
    {
        for (var n = 1 + random.Next(4) * random.Next(2); n > 0; n--)
            bytes = Once(bytes, other, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, byte[] other, SeededRandom random) => random.Next(10) switch
    {
        0 or 1 or 2 => FlipBits(bytes, random),
        3 or 4 => SetBytes(bytes, random),
        5 => bytes[..Cut(bytes, random)],
        6 => Insert(bytes, Noise(1 + random.Next(12), random), random),
        7 => Delete(bytes, random),
        8 => [.. bytes[..Cut(bytes, random)], .. other[Cut(other, random)..]],
        _ => Insert(bytes, Piece(bytes, random), random),
    };

    internal static byte[] Noise(int length, SeededRandom random)
    {
        var noise = new byte[length];
        var uniform = random.Next(3) > 0;
        var value = Interesting[random.Next(Interesting.Length)];
        for (var i = 0; i < length; i++)
            noise[i] = uniform ? (byte)random.Next(256) : value;
        return noise;
    }

    private static byte[] FlipBits(byte[] bytes, SeededRandom random)
    {
        var changed = (byte[])bytes.Clone();
        for (var n = 1 + random.Next(4); n > 0 && changed.Length > 0; n--)
            changed[Place(bytes, random)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static byte[] SetBytes(byte[] bytes, SeededRandom random)
    {
        var changed = (byte[])bytes.Clone();
        for (var n = 1 + random.Next(4); n > 0 && changed.Length > 0; n--)
            changed[Place(bytes, random)] = random.Next(2) == 0 ? (byte)random.Next(256) : Interesting[random.Next(Interesting.Length)];
        return changed;
    }

    /// <summary>Half of the time near the beginning, where headers lie.</summary>
    private static int Place(byte[] bytes, SeededRandom random) => random.Next(random.Next(2) == 0 ? Math.Min(16, bytes.Length) : bytes.Length);

    private static int Cut(byte[] bytes, SeededRandom random) => random.Next(bytes.Length + 1);

    private static byte[] Insert(byte[] bytes, byte[] piece, SeededRandom random)
    {
        var at = Cut(bytes, random);
        return [.. bytes[..at], .. piece, .. bytes[at..]];
    }

    private static byte[] Delete(byte[] bytes, SeededRandom random)
    {
        var at = Cut(bytes, random);
        return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + random.Next(8))..]];
    }

    private static byte[] Piece(byte[] bytes, SeededRandom random)
    {
        var at = Cut(bytes, random);
        return bytes[at..Math.Min(bytes.Length, at + 1 + random.Next(24))];
    }
}
