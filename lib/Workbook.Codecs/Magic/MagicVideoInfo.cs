namespace Workbook.Codecs.Magic;

/// <summary>What a video says of itself.</summary>
/// <param name="Rows">Height of all frames in pixels.</param>
/// <param name="Columns">Width of all frames in pixels.</param>
/// <param name="GridStep">Pixels between two rows of the grid.</param>
/// <param name="FrameCount">Frames in the file.</param>
/// <param name="KnowledgeId">The first hex digits of the knowledge's fingerprint.</param>
/// <param name="Bytes">Length of the whole file.</param>
public sealed record MagicVideoInfo(int Rows, int Columns, int GridStep, int FrameCount, string KnowledgeId, int Bytes);
