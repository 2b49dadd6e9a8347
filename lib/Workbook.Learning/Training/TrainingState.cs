using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Training;

/// <summary>What a run knows beside its tensors: plain data, in a checkpoint's metadata as JSON.</summary>
internal sealed record TrainingState
{
    private const int MostPoints = 250;
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public required string Task { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary>Steps that are done.</summary>
    public long Step { get; set; }

    public double Seconds { get; set; }

    public double? BestScore { get; set; }

    public long BestStep { get; set; }

    public int EvaluationsSinceBest { get; set; }

    public List<CurvePoint> Curve { get; init; } = [];

    /// <summary>Sums of the terms since the last point of the curve.</summary>
    public Dictionary<string, double> Sums { get; init; } = [];

    public bool IsExhausted => Options.Patience > 0 && EvaluationsSinceBest >= Options.Patience;

    /// <summary>Counts a step that is done.</summary>
    public void Add(IReadOnlyDictionary<string, double> terms)
    {
        Step++;
        foreach (var (name, value) in terms)
            Sums[name] = Sums.GetValueOrDefault(name) + value;
        var every = Math.Max(1, Options.Steps / MostPoints);
        if (Step % every != 0 && Step != Options.Steps)
            return;
        var count = Step - (Curve.Count > 0 ? Curve[^1].Step : 0);
        Curve.Add(new CurvePoint(Step, Sums.ToDictionary(sum => sum.Key, sum => sum.Value / count)));
        Sums.Clear();
    }

    /// <summary>Counts an evaluation.</summary>
    /// <returns>True where it is the best so far.</returns>
    public bool Judge(double score)
    {
        EvaluationsSinceBest++;
        if (!(score < (BestScore ?? double.PositiveInfinity)))
            return false;
        (BestScore, BestStep, EvaluationsSinceBest) = (score, Step, 0);
        return true;
    }

    public TrainingResult ToResult(TrainingOutcome outcome) => new()
    {
        Task = Task,
        Options = Options,
        Outcome = outcome,
        Steps = Step,
        Seconds = Seconds,
        Curve = Curve,
        Best = BestScore is { } score ? (score, BestStep) : null,
    };

    /// <summary>Refuses to go on from a run that would not have come here: another task, or other options that change results.</summary>
    public void RefuseOther(string task, TrainingOptions options)
    {
        if (task != Task)
            throw new ArgumentException($"the checkpoint is of '{Task}', this training is '{task}'; take another folder");
        var (mine, theirs) = (Deciding(Options), Deciding(options));
        var differences = mine.Where(pair => !JsonNode.DeepEquals(pair.Value, theirs[pair.Key])).Select(pair => $"{pair.Key} {pair.Value} there, {theirs[pair.Key]} here").ToArray();
        if (differences.Length > 0)
            throw new ArgumentException($"the checkpoint was made with other options: {string.Join("; ", differences)}. Go on with the same, or take another folder");
    }

    /// <summary>The options without those that may change on the way.</summary>
    private static JsonObject Deciding(TrainingOptions options) => (JsonObject)JsonSerializer.SerializeToNode(options with
    {
        Steps = 0,
        Device = "",
        Threads = 0,
        CheckpointEvery = 0,
        EvaluateEvery = 0,
        Patience = 0,
    }, Json)!;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="TensorFileException">The text is not one of this version.</exception>
    public static TrainingState FromJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingState>(text, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new TensorFileException($"the checkpoint's state of the training cannot be read: {e.Message}; it is of another version", e);
        }
    }
}
