namespace Workbook.Learning.Codecs;

/// <summary>What a recurrent codec's stream says of itself.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Iterations">How many it holds.</param>
/// <param name="ModelId">The first four hex digits of the fingerprint of the model that it was made with.</param>
/// <param name="Bytes">Length of the whole stream.</param>
public sealed record RecurrentStreamInfo(int Rows, int Columns, int Iterations, string ModelId, int Bytes);
