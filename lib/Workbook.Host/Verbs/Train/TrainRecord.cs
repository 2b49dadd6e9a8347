using System.Text.Json.Nodes;
using Workbook.Learning.Training;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Train;

/// <summary>A training as a run record.</summary>
internal static class TrainRecord
{
    /// <param name="name">Of the run.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="recipe">What was asked for; all of it becomes parameters.</param>
    /// <param name="data">What was trained on.</param>
    /// <param name="stages">What the training says, stage by stage.</param>
    /// <param name="scores">On held-out images, or of the last steps.</param>
    public static RunRecord Of(string name, ulong seed, JsonNode recipe, DataRecord data, IReadOnlyList<TrainingResult> stages, IReadOnlyDictionary<string, double> scores)
    {
        var (steps, seconds) = (stages.Sum(stage => stage.Steps), stages.Sum(stage => stage.Seconds));
        return new()
        {
            Name = $"train-{name}",
            Commit = GitCommit.Find(Repository.Root),
            Seed = seed,
            Seconds = seconds,
            Data = data,
            Parameters = Flat(recipe.AsObject(), "").Append(new("task", string.Join("; ", stages.Select(stage => stage.Task)))).Append(new("outcome", $"{stages[^1].Outcome}")).ToDictionary(),
            Metrics = scores.Append(new("steps", steps)).Append(new("seconds a step", seconds / Math.Max(1, steps))).ToDictionary(),
            Tables = stages.Index().ToDictionary(stage => stages.Count == 1 ? "curve" : $"curve of stage {stage.Index + 1}", stage => Curve(stage.Item.Curve)),
        };
    }

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
