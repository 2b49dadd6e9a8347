using Workbook.Learning.Losses;

namespace Workbook.Learning.Designs;

/// <summary>The designs that Liu et al. compare, each one word.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", whose comparison goes from networks that are put
/// together after their training to the whole design. The paper's wording of D1 to D4 was not at hand: the steps from each to the next are our reading, one
/// idea at a time. Where a stage of S has a discriminator in the whole design, the rivals have it too. In volumes, which have one channel, D3 and D4 are the same.
/// </remarks>
public static class JointDesigns
{
    private static readonly JointStage OriginalsFirst = new("S on originals", JointPart.Segmentation, JointObjectives.Compressor) { OnOriginals = true };

    /// <summary>S reads the images: what no compression gives.</summary>
    public static readonly JointDesign Uncompressed = new("uncompressed", "S reads the images themselves, trained with D", [OriginalsFirst]) { Compresses = false };

    /// <summary>An autoencoder for pixels, then S on what it restores: compression that knows of no task.</summary>
    public static readonly JointDesign AutoSeg = new("auto-seg", "C and g learn pixels, then S learns on what they restore, with D",
        [new("pixels", JointPart.Codec, JointObjectives.Pixels), new("S on restored", JointPart.Segmentation, JointObjectives.Compressor)]);

    /// <summary>A codec for an S that is there already.</summary>
    public static readonly JointDesign D1 = new("d1", "S learns on originals and holds still; C and g learn what it needs",
        [OriginalsFirst, new("codec for S", JointPart.Codec, JointObjectives.WithoutDiscriminator)]);

    /// <summary>All three together.</summary>
    public static readonly JointDesign D2 = new("d2", "C, g and S learn together, without D", [new("joint", JointPart.All, JointObjectives.WithoutDiscriminator)]);

    /// <summary>All three together, against D.</summary>
    public static readonly JointDesign D3 = new("d3", "C, g and S learn together against D", [new("joint", JointPart.All, JointObjectives.Compressor)]);

    /// <summary>The paper's whole design: as D3, and g gives a single feature map in place of pixels.</summary>
    public static readonly JointDesign D4 = D3 with { Name = "d4", Words = "C, g and S learn together against D; g gives a single feature map", RestoresPixels = false };

    /// <summary>All designs by their words.</summary>
    public static IReadOnlyDictionary<string, JointDesign> All { get; } =
        new[] { Uncompressed, AutoSeg, D1, D2, D3, D4 }.ToDictionary(design => design.Name);

    /// <summary>The design of a word.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists all.</exception>
    public static JointDesign Find(string word) => All.TryGetValue(word, out var design) ? design
        : throw new ArgumentException($"there is no design '{word}'; there are {string.Join(", ", All.Keys)}");
}
