using Workbook.Codecs;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A task of the grid: images in two parts that share no patient, sequence or photo, and the readers that solve it.</summary>
internal abstract class GridTask : IDisposable
{
    private protected const ulong PartsSeed = 1; // whatever a point's seed is, the same groups are left out

    /// <summary>Its word on the command line.</summary>
    public abstract string Word { get; }

    /// <summary>The set's name, which says whether the images are real.</summary>
    public abstract string Name { get; }

    /// <summary>What readers, knowledge and codecs learn from.</summary>
    public abstract IReadOnlyList<RgbImage> Learning { get; }

    /// <summary>What is measured.</summary>
    public abstract IReadOnlyList<RgbImage> Measured { get; }

    /// <summary>The scores' names, the main one first; ratios, more is better.</summary>
    public abstract IReadOnlyList<string> Scores { get; }

    /// <summary>What reads the images and how it learned, in words.</summary>
    public abstract string Reader { get; }

    /// <summary>The images in words: what all that is learned from them depends on.</summary>
    public string Images => $"{Name}: {Learning.Count} images to learn from, {Measured.Count} measured, the first of {Measured[0].Rows} x {Measured[0].Columns}";

    /// <summary>Everything that all points of the task depend on.</summary>
    public string Key => $"{Images}; {Reader}";

    /// <summary>The data as records name it.</summary>
    public DataRecord Data => new(Name, Measured.Count);

    /// <summary>How well a reader does.</summary>
    /// <param name="reading">What it reads.</param>
    /// <param name="work">Where networks are trained.</param>
    /// <returns>A value for each of <see cref="Scores"/>.</returns>
    public abstract IReadOnlyDictionary<string, double> Score(GridReading reading, GridWork work);

    public virtual void Dispose()
    {
    }
}

/// <summary>What a reader is given.</summary>
/// <param name="Decoded">The measured images as a codec restores them.</param>
/// <param name="Reader">On what it learns: originals or decoded images.</param>
/// <param name="Seed">Of its randomness.</param>
/// <param name="LearningDecoded">Gives the images to learn from as the codec restores them.</param>
internal sealed record GridReading(IReadOnlyList<RgbImage> Decoded, string Reader, ulong Seed, Func<IReadOnlyList<RgbImage>> LearningDecoded);
