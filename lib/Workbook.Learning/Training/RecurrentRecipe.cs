using System.Text.Json;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Training;

/// <summary>Everything that makes a trained recurrent codec: its widths and iterations, the objective, the images and the training.</summary>
public sealed record RecurrentRecipe : IImageRecipe
{
    /// <summary>The recipes that come with the workbook: <c>small</c> for minutes on a CPU, <c>published</c> with the paper's widths and iterations for a GPU.</summary>
    public static IReadOnlyDictionary<string, RecurrentRecipe> All { get; } = new OrderedDictionary<string, RecurrentRecipe> { ["small"] = Small(), ["published"] = Published() };

    /// <summary>How wide the networks are.</summary>
    public RecurrentSizes Sizes { get; init; } = RecurrentSizes.Small;

    /// <summary>Iterations that are trained; a file has as many or fewer.</summary>
    public int Iterations { get; init; } = 8;

    /// <summary>What a bit per pixel weighs against the residual; 0 for the published objective.</summary>
    public double Bits { get; init; }

    /// <inheritdoc/>
    public string Images { get; init; } = "scenes";

    /// <inheritdoc/>
    public int ImageCount { get; init; } = 400;

    /// <inheritdoc/>
    public int HeldOut { get; init; } = 16;

    /// <inheritdoc/>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>What it descends.</summary>
    public RecurrentObjective MakeObjective() => RecurrentObjectives.WithRate(Bits);

    /// <summary>Makes the model with the first weights of the seed.</summary>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public RecurrentModel MakeModel()
    {
        Check();
        return new RecurrentModel(Sizes, Training.Seed);
    }

    /// <summary>The recipe as text that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => StrictJson.Write(this);

    /// <summary>Reads a recipe; what is left out keeps its default.</summary>
    /// <param name="text">A JSON object, such as <c>{ "iterations": 4, "training": { "steps": 2000 } }</c>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArgumentException">It is no JSON object, has an unknown key, or a value of the wrong kind or out of range.</exception>
    public static RecurrentRecipe FromJson(string text, string name = "the recipe")
    {
        try
        {
            var recipe = StrictJson.Read<RecurrentRecipe>(text);
            recipe.Check();
            return recipe;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ArgumentException($"{name}: {e.Message}", e);
        }
    }

    private void Check()
    {
        Sizes.Check();
        RecurrentSizes.CheckIterations(Iterations);
        if (!(Bits >= 0) || !double.IsFinite(Bits) || ImageCount < 1 || HeldOut < 0)
            throw new ArgumentException($"Bits is {Bits}, ImageCount {ImageCount}, HeldOut {HeldOut}; expected 0 or more, 1 or more and 0 or more");
        Training.Check();
    }

    private static RecurrentRecipe Small() => new()
    {
        Training = new()
        {
            Steps = 1500,
            CropSize = 64,
            LearningRate = new() { Base = 2e-3, WarmUp = 50, DropAt = [0.7, 0.9] },
            EvaluateEvery = 250,
        },
    };

    /// <remarks>Crops of 192, so that the crack set's images of 227 pixels serve; the paper's are of 32 x 32.</remarks>
    private static RecurrentRecipe Published() => new()
    {
        Sizes = RecurrentSizes.Published,
        Iterations = 16,
        ImageCount = 4000,
        HeldOut = 64,
        Training = new()
        {
            Steps = 200_000,
            BatchSize = 16,
            CropSize = 192,
            LearningRate = new() { Base = 5e-4, WarmUp = 500, DropAt = [0.7, 0.9] },
            CheckpointEvery = 2000,
            EvaluateEvery = 5000,
            Patience = 20,
        },
    };
}
