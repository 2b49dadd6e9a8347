namespace Workbook.Fuzz.Golden;

/// <summary>A kept file and what it must decode to, on every machine and in every later version.</summary>
/// <param name="File">Name in the golden folder.</param>
/// <param name="Knowledge">Name of the knowledge or model that it needs; for one of these, or a stream that needs none, its own name.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="FileSha256">Of the file's bytes.</param>
/// <param name="DecodedSha256">Of the decoded pixels, red, green and blue, row by row, frame by frame. For learned codecs of the latents, for joint networks of the bits; for
/// knowledge and models of what they write.</param>
internal sealed record GoldenFile(string File, string Knowledge, int Bytes, string FileSha256, string DecodedSha256);
