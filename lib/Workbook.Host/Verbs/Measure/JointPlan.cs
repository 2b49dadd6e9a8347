using System.Globalization;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure;

/// <summary>What is trained and compared on one set.</summary>
/// <param name="Images">The set's word.</param>
/// <param name="Points">Designs and settings; the first is the one without compression.</param>
/// <param name="Recipe">What they share.</param>
/// <param name="Retrained">Ratios of JPEG 2000 at which S is trained anew on what it restores.</param>
internal sealed record JointPlan(string Images, IReadOnlyList<JointPlan.Point> Points, JointRecipe Recipe, IReadOnlyList<double> Retrained)
{
    /// <summary>A design at one setting.</summary>
    /// <param name="Design">Its word.</param>
    /// <param name="Bits">Weight of a bit.</param>
    /// <param name="CodeChannels">Bits at each position of the code; 0 for the usual number.</param>
    internal sealed record Point(string Design, double Bits, int CodeChannels = 0)
    {
        /// <summary>The setting in words.</summary>
        public string Setting => Bits == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Bits}{(CodeChannels > 0 ? $", {CodeChannels} bits" : "")}");

        /// <summary>Name of the training from a seed.</summary>
        public string Name(ulong seed) => string.Create(CultureInfo.InvariantCulture, $"{Design}-{Bits}{(CodeChannels > 0 ? $"x{CodeChannels}" : "")}-{seed}");
    }

    /// <summary>The plan of a set.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static JointPlan Of(string images, long steps)
    {
        Point[] points = images switch
        {
            "lesions" or "polyps" => [new("uncompressed", 0), new("d1", 0.1), new("d2", 0.1), new("d3", 0.1), new("d4", 0.1), new("d4", 0.3), new("auto-seg", 0.02), new("auto-seg", 0.002, 16)],
            "hearts" or "hippocampus" => [new("uncompressed", 0), new("d4", 0.01), new("auto-seg", 0.005)],
            _ => throw new ArgumentException($"there is no plan for '{images}'; there are plans for {string.Join(", ", JointRecipe.ImageWords)}"),
        };
        var usual = JointRecipe.Of("uncompressed", images);
        var recipe = usual with { ImageCount = 2000, Training = usual.Training with { Steps = steps, Threads = 1 } }; // one thread: several can be trained side by side
        return new(images, points, recipe, images is "lesions" or "polyps" ? [200, 400] : []);
    }
}
