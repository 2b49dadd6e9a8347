using Workbook.Codecs;

namespace Workbook.Fuzz.Targets;

/// <summary>A decoder under attack: how to make hostile bytes for it and how to run it.</summary>
internal abstract class FuzzTarget
{
    /// <summary>What the decoders are allowed to accept; everything larger must be refused before memory is taken.</summary>
    internal static Limits Limits { get; } = new() { MaxPixels = 1 << 16, MaxFrames = 64, MaxFileBytes = 1 << 20 };

    internal abstract string Name { get; }

    /// <summary>About how many streams' time a mutation takes; so many times fewer are tried.</summary>
    internal virtual int Cost => 1;

    /// <summary>Good bytes: they decode, and all hostile bytes start from them.</summary>
    internal abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Most bytes that one run may allocate: a share for each accepted pixel and for each byte of the input.</summary>
    internal virtual long AllowedBytes(byte[] bytes) => (1 << 20) + 300L * Limits.MaxPixels + 64L * bytes.Length;

    /// <summary>Hostile bytes; about three quarters carry a checksum that fits, so that the inside is reached.</summary>
    internal abstract byte[] Next(SeededRandom random);

    /// <summary>Decodes to the end. A result or what <see cref="Refuses"/> accepts is a good answer, any other is a defect.</summary>
    internal abstract void Decode(byte[] bytes);

    /// <summary>True for the one exception that this decoder may throw.</summary>
    internal virtual bool Refuses(Exception exception) => exception is BitstreamException;

    private protected byte[] AnySeed(SeededRandom random) => Seeds[random.Next(Seeds.Count)];
}
