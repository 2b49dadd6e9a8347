using Workbook.Learning.Training;

namespace Workbook.Tests.Learning.Training;

public class CodecRecipeTests
{
    [Fact]
    public void A_recipe_is_the_same_after_a_file()
    {
        foreach (var recipe in CodecRecipes.All.Values)
            Assert.Equal(recipe, CodecRecipe.FromJson(recipe.ToJson()));
        var short_ = CodecRecipe.FromJson("""{ "model": "cheng2020-anchor", "training": { "precision": "bfloat16", "learningRate": { "base": 0.001 } } }""");
        Assert.Equal(new CodecRecipe { Model = "cheng2020-anchor", Training = new() { Precision = Precision.Bfloat16, LearningRate = new() { Base = 1e-3 } } }, short_);
    }

    [Theory]
    [InlineData("""{ "lambada": 1 }""", "there is no 'lambada'; known are model, n, m, lambda,")]
    [InlineData("""{ "training": { "learningRate": { "bas": 1 } } }""", "there is no 'training.learningRate.bas'; known are base, warmUp, dropAt, drop")]
    [InlineData("""{ "n": "many" }""", "$.n")]
    [InlineData("""{ "model": "vvc" }""", "there is no model 'vvc'; there are bmshj2018-factorized,")]
    [InlineData("""{ "training": { "batchSize": 0 } }""", "BatchSize is 0; it must be 1 or more")]
    [InlineData("[]", "expected an object")]
    public void What_a_recipe_cannot_have_is_refused_with_what_it_can(string json, string words)
    {
        var refused = Assert.Throws<ArgumentException>(() => CodecRecipe.FromJson(json, "my.json"));
        Assert.StartsWith("my.json: ", refused.Message);
        Assert.Contains(words, refused.Message);
    }

    [Fact]
    public void Published_sizes_are_wide_for_high_rates()
    {
        var wide = CodecRecipes.All.Where(pair => !pair.Key.EndsWith("small", StringComparison.Ordinal) && pair.Value.N == 192).Select(pair => pair.Key);
        Assert.Equal(["bmshj2018-factorized-0.0483", "bmshj2018-hyperprior-0.0483", "mbt2018-mean-0.025", "mbt2018-mean-0.0483",
            "cheng2020-anchor-0.013", "cheng2020-anchor-0.025", "cheng2020-anchor-0.0483"], wide);
    }
}
