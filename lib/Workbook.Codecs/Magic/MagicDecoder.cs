using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>Decodes streams of every profile (Algorithm 5).</summary>
/// <remarks>The image is exact on every machine: integers all the way. Any bytes give an image or a <see cref="BitstreamException"/>.
/// One decoder may be used by several threads at once.</remarks>
/// <param name="knowledge">The knowledge that the encoder used.</param>
public sealed class MagicDecoder(MagicKnowledge knowledge)
{
    /// <summary>The knowledge that streams must have been made with.</summary>
    public MagicKnowledge Knowledge { get; } = knowledge;

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <param name="options">Smoothing and limits; <c>null</c> for <see cref="DecodeOptions.Default"/>.</param>
    /// <returns>The image, of the size of the one that was coded.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream, were made with another knowledge, or exceed the limits.</exception>
    public RgbImage Decode(ReadOnlySpan<byte> stream, DecodeOptions? options = null)
    {
        options ??= DecodeOptions.Default;
        var coder = Knowledge.Coder(ProfileOf(stream));
        var picture = coder.Decode(stream, options.Limits);
        return options.Smoothing.Draw(picture, coder);
    }

    /// <summary>Reads a stream's header without any knowledge.</summary>
    /// <param name="stream">The whole stream, or its first bytes.</param>
    /// <param name="limits">The largest image that is accepted; <c>null</c> for <see cref="Limits.Default"/>.</param>
    /// <returns>What the header says. The checksum is not tested: that takes the knowledge.</returns>
    /// <exception cref="BitstreamException">The bytes do not start with the header of a stream.</exception>
    public static MagicStreamInfo Inspect(ReadOnlySpan<byte> stream, Limits? limits = null)
    {
        var profile = ProfileOf(stream);
        if (profile == MagicProfile.Paper)
            return InspectPaper(stream, limits ?? Limits.Default);
        var header = SealedStream.Peek(stream, null, limits ?? Limits.Default, out var knowledgeId);
        return new MagicStreamInfo(profile, StreamKind.Version(stream[0]), Said(header.Rows), Said(header.Columns),
            profile == MagicProfile.Vertex ? null : Said(header.GridStep),
            header.CoveredGrid, null, knowledgeId, stream.Length);
    }

    private static int? Said(int value) => value == 0 ? null : value;

    private static MagicStreamInfo InspectPaper(ReadOnlySpan<byte> stream, Limits limits)
    {
        var reader = new BitReader(stream);
        var (plan, blockSize) = PaperCoder.ReadHeader(ref reader, limits);
        return new MagicStreamInfo(MagicProfile.Paper, 0, plan.Rows, plan.Columns, plan.GridStep, plan.CoveredGrid, blockSize, null, stream.Length);
    }

    private static MagicProfile ProfileOf(ReadOnlySpan<byte> stream)
    {
        if (stream.IsEmpty)
            throw new BitstreamException("the stream is empty");
        if (StreamKind.IsPaper(stream[0]))
            return MagicProfile.Paper;
        return StreamKind.Of(stream[0]) switch
        {
            StreamKind.Compact => MagicProfile.Compact,
            StreamKind.Vertex => MagicProfile.Vertex,
            var kind => throw new BitstreamException($"byte 0 is {stream[0]:X2}, a stream of kind {kind}; still images have kind "
                + $"{StreamKind.Compact} or {StreamKind.Vertex}, or start with two bits other than 11"),
        };
    }
}
