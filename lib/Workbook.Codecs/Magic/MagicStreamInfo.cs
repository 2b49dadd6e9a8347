namespace Workbook.Codecs.Magic;

/// <summary>What a stream's header says.</summary>
/// <param name="Profile">How the stream codes the mesh and its colours.</param>
/// <param name="Version">Version of the profile's layout; 0 for <see cref="MagicProfile.Paper"/>, whose header has none.</param>
/// <param name="Rows">Height in pixels; <c>null</c> where the stream says "the knowledge's usual size".</param>
/// <param name="Columns">Width in pixels; <c>null</c> where the stream says "the knowledge's usual size".</param>
/// <param name="GridStep">Pixels between two rows of the grid; <c>null</c> where the header does not say it: the paper's, or for
/// <see cref="MagicProfile.Vertex"/> a part of the payload.</param>
/// <param name="CoveredGrid">Whether the grid takes the last row and column.</param>
/// <param name="BlockSize">Side of a block, where the stream says it.</param>
/// <param name="KnowledgeId">The first four hex digits of the knowledge's fingerprint, where the stream says them.</param>
/// <param name="Bytes">Length of the whole stream.</param>
public sealed record MagicStreamInfo(MagicProfile Profile, int Version, int? Rows, int? Columns, int? GridStep, bool CoveredGrid,
    int? BlockSize, string? KnowledgeId, int Bytes);
