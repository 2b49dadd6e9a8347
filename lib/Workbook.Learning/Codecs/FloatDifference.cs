namespace Workbook.Learning.Codecs;

/// <summary>What two machines find otherwise for one stream.</summary>
/// <param name="Values">Values of y, each with its scale and its table.</param>
/// <param name="Scales">How many scales differ in float32, if only in the last bit.</param>
/// <param name="Tables">How many of them are rounded to different tables.</param>
/// <param name="ExactTables">How many tables differ where the same two machines compute in integers: none.</param>
/// <param name="Common">How many values come before the first that has different tables in float32: what is decoded before the noise.</param>
public sealed record FloatDifference(int Values, int Scales, int Tables, int ExactTables, int Common);
