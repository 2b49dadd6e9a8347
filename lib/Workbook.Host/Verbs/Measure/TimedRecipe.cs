using Workbook.Learning.Designs;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A training whose steps are timed: a learned codec's, or that of a joint design.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Words">What is trained, in a few words.</param>
/// <param name="Training">How.</param>
/// <param name="ToJson">The recipe with other options, as <see cref="StepServer"/> reads it.</param>
/// <param name="Codec">The codec's recipe, of which PyTorch has the same network; null for joint designs.</param>
internal sealed record TimedRecipe(string Name, string Words, TrainingOptions Training, Func<TrainingOptions, string> ToJson, CodecRecipe? Codec)
{
    private const string Joint = "joint:";

    /// <summary>A recipe by its word: <c>joint:d4:lesions</c> for a design on some images, else as <c>workbook train</c> has it.</summary>
    public static TimedRecipe Find(string word)
    {
        if (word.StartsWith(Joint, StringComparison.Ordinal) && word.Split(':') is [_, var design, var images])
        {
            var recipe = JointRecipe.Of(JointDesigns.Find(design).Name, images);
            return new(word, $"{design} on {images}, batches of {recipe.Training.BatchSize}", recipe.Training, training => (recipe with { Training = training, ImageCount = 20 }).ToJson(), null);
        }
        var (name, codec) = Train.TrainVerb.Find(word);
        return new(name, $"{codec.Model}, N {codec.N}, M {codec.M}; batches of {codec.Training.BatchSize} x 3 x {codec.Training.CropSize} x {codec.Training.CropSize}", codec.Training,
            training => (codec with { Training = training }).ToJson(), codec);
    }

    /// <summary>Whether the text is a joint design's recipe.</summary>
    public static bool IsJoint(string json) => json.Contains("\"design\"", StringComparison.Ordinal);
}
