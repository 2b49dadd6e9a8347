using System.Globalization;

namespace Workbook.Learning.Training;

/// <summary>The recipes that come with the workbook: four models, six lambdas, two sizes.</summary>
public static class CodecRecipes
{
    private const string Small = "-small";
    private static readonly double[] Lambdas = [0.0018, 0.0035, 0.0067, 0.013, 0.025, 0.0483];

    /// <summary>Recipes by name, such as <c>mbt2018-mean-0.0067</c> in the published size and <c>mbt2018-mean-0.0067-small</c> for a CPU and minutes.</summary>
    public static IReadOnlyDictionary<string, CodecRecipe> All { get; } = Make();

    private static OrderedDictionary<string, CodecRecipe> Make()
    {
        var recipes = new OrderedDictionary<string, CodecRecipe>();
        foreach (var model in CodecRecipe.Models)
            foreach (var lambda in Lambdas)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{model}-{lambda}");
                recipes[name] = Published(model, lambda);
                recipes[name + Small] = Quick(model, lambda);
            }
        return recipes;
    }

    /// <remarks>Sizes as CompressAI has them for each lambda; crops of 192, so that the crack set's images of 227 pixels serve.</remarks>
    private static CodecRecipe Published(string model, double lambda)
    {
        var wide = lambda > model switch { "mbt2018-mean" => 0.013, "cheng2020-anchor" => 0.0067, _ => 0.025 };
        return new()
        {
            Model = model,
            N = wide ? 192 : 128,
            M = model == "cheng2020-anchor" ? (wide ? 192 : 128) : wide ? 320 : 192,
            Lambda = lambda,
            ImageCount = 4000,
            HeldOut = 64,
            Training = new TrainingOptions
            {
                Steps = 300_000,
                BatchSize = 16,
                CropSize = 192,
                LearningRate = new LearningRate { Base = 1e-4, DropAt = [0.8, 0.95] },
                CheckpointEvery = 2000,
                EvaluateEvery = 5000,
                Patience = 20,
            },
        };
    }

    private static CodecRecipe Quick(string model, double lambda) => new()
    {
        Model = model,
        N = 32,
        M = model == "cheng2020-anchor" ? 32 : lambda > 0.013 ? 96 : 48, // of 768 values that 16 x 16 pixels have, 48 cannot hold 30 dB
        Lambda = lambda,
        Training = new TrainingOptions
        {
            Steps = 3000,
            CropSize = 128,
            LearningRate = new LearningRate { Base = 1e-3, WarmUp = 50, DropAt = [0.7, 0.9] },
            EvaluateEvery = 500,
        },
    };
}
