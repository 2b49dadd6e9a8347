using Workbook.Learning.Networks;

namespace Workbook.Learning.Designs;

/// <summary>How large C, g, S and D are for one kind of images.</summary>
public sealed record JointSizes
{
    private const int MostWidth = 2048, MostBlocks = 16, MostClasses = 256; // labels are bytes
    private const ulong Networks = 4; // each draws from a seed of its own

    /// <summary>Of C and g.</summary>
    public CompressionSizes Compression { get; init; } = CompressionSizes.Small;

    /// <summary>Of S: a <see cref="Segmentor"/> in 2D, a <see cref="UNet"/> in 3D.</summary>
    public SegmentorSizes Segmentation { get; init; } = SegmentorSizes.Small;

    /// <summary>Of D.</summary>
    public DiscriminatorSizes Discriminator { get; init; } = DiscriminatorSizes.Small;

    /// <summary>For minutes on two cores. In 3D everything is halved twice instead of three times, since scans have few slices.</summary>
    /// <param name="dimensions">2 for colour images, 3 for volumes.</param>
    /// <param name="classes">Channels of the label map: 1 for one object, else the classes with the background.</param>
    public static JointSizes Small(int dimensions, int classes) => dimensions == 2
        ? new JointSizes { Segmentation = new() { Widths = [16, 32, 48, 64] } }.For(2, 3, classes)
        : new JointSizes
        {
            Compression = new() { Widths = [12, 24] },
            Segmentation = new() { Widths = [8, 16, 24, 32] },
            Discriminator = new() { Widths = [12, 24] },
        }.For(3, 1, classes);

    /// <summary>The paper's budget for C, SegAN's widths or those of the 3D U-Net for S.</summary>
    /// <inheritdoc cref="Small"/>
    public static JointSizes Paper(int dimensions, int classes) => dimensions == 2
        ? new JointSizes { Compression = CompressionSizes.Paper, Segmentation = SegmentorSizes.Paper, Discriminator = DiscriminatorSizes.Paper }.For(2, 3, classes)
        : new JointSizes
        {
            Compression = new() { Widths = [48, 96], Blocks = 2, CodeChannels = 8 },
            Segmentation = new() { Widths = [32, 64, 128] },
            Discriminator = new() { Widths = [32, 64] },
        }.For(3, 1, classes);

    /// <summary>C, g and S of a design with the first weights of a seed.</summary>
    /// <param name="design">Which of them there are, and what passes between them.</param>
    /// <param name="seed">Of the weights.</param>
    /// <returns>The caller disposes them.</returns>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public JointNetworks Make(JointDesign design, ulong seed)
    {
        var codes = Compression with { FeatureChannels = design.RestoresPixels ? Compression.InputChannels : 1 };
        var s = Segmentation with { InputChannels = design.Compresses ? codes.FeatureChannels : codes.InputChannels };
        var first = Networks * seed;
        return new JointNetworks(design.Compresses ? new CompressionNet(codes, first) : null, design.Compresses ? new FeatureReconstruction(codes, first + 1) : null,
            s.Dimensions == 2 ? new Segmentor(s, first + 2) : new UNet(s, first + 2));
    }

    /// <summary>D with the first weights of a seed.</summary>
    /// <param name="seed">Of the weights; no network of the same seed has the same.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public Discriminator MakeDiscriminator(ulong seed) => new(Discriminator, Networks * seed + 3);

    /// <summary>What the sides of an image must be multiples of for all networks.</summary>
    public int Stride => Math.Max(Compression.Stride, Math.Max(Segmentation.Stride, 1 << Discriminator.Widths.Count));

    /// <summary>Fewer bytes than the weights of a design have: 3x3 kernels between its widths.</summary>
    internal long LeastWeightBytes(JointDesign design)
    {
        long Kernels(IReadOnlyList<int> widths) => 36 * widths.Zip(widths.Skip(1), (from, to) => (long)from * to).Sum();
        var blocks = 72L * Compression.Blocks * Compression.Widths[^1] * Compression.Widths[^1];
        return Kernels(Segmentation.Widths) + (design.Compresses ? Kernels(Compression.Widths) + blocks : 0);
    }

    /// <summary>Refuses sizes of which no networks can be made.</summary>
    /// <param name="classes">With the background.</param>
    /// <exception cref="ArgumentException">A size is out of its range, or they do not belong together.</exception>
    internal void Check(int classes)
    {
        var sides = new[] { Compression.Check(), Segmentation.Check(), Discriminator.Check() }.Select(layers => layers.Dimensions).ToArray();
        var widths = Compression.Widths.Concat(Segmentation.Widths).Concat(Discriminator.Widths).Append(Compression.CodeChannels).Append(Compression.InputChannels).Append(classes);
        if (sides.Any(side => side != sides[0]) || classes is < 2 or > MostClasses || Segmentation.Classes != (classes == 2 ? 1 : classes) || Compression.Blocks > MostBlocks || widths.Any(width => width > MostWidth))
            throw new ArgumentException($"networks of {string.Join(", ", sides)} dimensions, {Segmentation.Classes} channels for {classes} classes, {Compression.Blocks} blocks and widths up to {widths.Max()}; "
                + $"expected the same 2 or 3 dimensions for all, 2 classes in one channel or up to {MostClasses} each in its own, at most {MostBlocks} blocks and widths up to {MostWidth}");
    }

    private JointSizes For(int dimensions, int channels, int classes) => this with
    {
        Compression = Compression with { Dimensions = dimensions, InputChannels = channels },
        Segmentation = Segmentation with { Dimensions = dimensions, Classes = classes },
        Discriminator = Discriminator with { Dimensions = dimensions, Classes = classes },
    };
}
