using System.Text.Json.Nodes;
using Workbook.Learning.Training;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Train;

/// <summary>A training as a run record.</summary>
internal static class TrainRecord
{
    /// <param name="name">Of the run.</param>
    /// <param name="recipe">What was asked for; all of it becomes parameters.</param>
    /// <param name="images">What was trained on.</param>
    /// <param name="result">What the training says.</param>
    /// <param name="scores">The terms on held-out images, or of the last steps.</param>
    public static RunRecord Of(string name, CodecRecipe recipe, TrainingImages images, TrainingResult result, IReadOnlyDictionary<string, double> scores) => new()
    {
        Name = $"train-{name}",
        Commit = GitCommit.Find(Repository.Root),
        Seed = recipe.Training.Seed,
        Seconds = result.Seconds,
        Data = new DataRecord(images.Name, images.Train.Count),
        Parameters = Flat(JsonNode.Parse(recipe.ToJson())!.AsObject(), "").Append(new("task", result.Task)).Append(new("outcome", $"{result.Outcome}")).ToDictionary(),
        Metrics = scores.Append(new("steps", result.Steps)).Append(new("seconds a step", result.Seconds / Math.Max(1, result.Steps))).ToDictionary(),
        Tables = new Dictionary<string, ResultTable> { ["curve"] = Curve(result.Curve) },
    };

    private static IEnumerable<KeyValuePair<string, string>> Flat(JsonObject node, string start) => node
        .SelectMany(pair => pair.Value is JsonObject inner ? Flat(inner, $"{start}{pair.Key}.") : [new($"{start}{pair.Key}", pair.Value?.ToJsonString().Trim('"') ?? "none")]);

    private static ResultTable Curve(IReadOnlyList<CurvePoint> points)
    {
        string[] terms = [.. points.SelectMany(point => point.Terms.Keys).Distinct()];
        var table = new ResultTable(["step", .. terms]);
        foreach (var point in points)
            table.Add([point.Step, .. terms.Select(term => (ResultCell)point.Terms.GetValueOrDefault(term, double.NaN))]);
        return table;
    }
}
