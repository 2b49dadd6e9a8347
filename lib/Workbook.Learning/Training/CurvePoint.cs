namespace Workbook.Learning.Training;

/// <summary>A point of a training's curve.</summary>
/// <param name="Step">Steps that were done at its end.</param>
/// <param name="Terms">Mean of each term over the steps since the last point.</param>
public sealed record CurvePoint(long Step, IReadOnlyDictionary<string, double> Terms);
