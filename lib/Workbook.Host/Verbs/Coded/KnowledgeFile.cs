using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Host.Verbs.Magic;

namespace Workbook.Host.Verbs.Coded;

/// <summary>MAGIC's knowledge.</summary>
internal sealed class KnowledgeFile(byte[] bytes) : CodedFile
{
    private static ReadOnlySpan<byte> Mark => "MGK1"u8;

    /// <summary>Whether a file begins as knowledge does.</summary>
    public static bool Is(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> first = stackalloc byte[Mark.Length];
        return stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual(Mark);
    }

    public override string Describe(ModelShelf shelf) => $"MAGIC {MagicWords.Of(MagicKnowledge.FromBytes(bytes))}";

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel)
        => throw new BitstreamException("this is MAGIC's knowledge, not an image; give it as --model");
}
