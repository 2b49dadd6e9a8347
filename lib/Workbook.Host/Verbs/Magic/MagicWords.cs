using Workbook.Codecs.Magic;

namespace Workbook.Host.Verbs.Magic;

/// <summary>What MAGIC's files say of themselves, in a line.</summary>
internal static class MagicWords
{
    public static string Of(MagicKnowledge knowledge)
        => $"knowledge {knowledge.Fingerprint}, usual size {knowledge.UsualSize.Rows} x {knowledge.UsualSize.Columns}, "
            + $"{1 << knowledge.PaletteBits} colours, blocks of {knowledge.BlockSize}, {knowledge.Patterns.EntryCount} patterns";

    public static string Of(MagicVideoInfo video)
        => $"video, {video.Rows} x {video.Columns}, {video.FrameCount} frames, grid step {video.GridStep}, {video.Bytes:N0} bytes, knowledge {video.KnowledgeId}";

    public static string Of(MagicStreamInfo stream)
    {
        var size = stream is { Rows: { } rows, Columns: { } columns }
            ? $"{rows} x {columns}, {8.0 * stream.Bytes / ((double)rows * columns):0.0000} bpp" : "the knowledge's usual size";
        return $"{stream.Profile.ToString().ToLowerInvariant()} version {stream.Version}, {size}, grid {(stream.GridStep is { } step ? $"step {step}" : "of the paper")}"
            + $"{(stream.CoveredGrid ? "" : ", literal")}, {stream.Bytes:N0} bytes{(stream.KnowledgeId is { } id ? $", knowledge {id}" : "")}";
    }
}
