using TorchSharp;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>What an objective of joint training can be made of: the terms of the paper, and all tensors of the step for terms of one's own.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", Equations (1) to (5). A term is computed when it is
/// asked for, so an objective without <see cref="Features"/> trains without a discriminator. All tensors live in the step's dispose scope.
/// </remarks>
public sealed class JointTerms
{
    private readonly OrderedDictionary<string, Tensor> asked = [];
    private readonly Discriminator? discriminator;
    private readonly Func<Tensor, Tensor> overBatch;

    /// <summary>Collects what a step has computed.</summary>
    /// <param name="images">x in [0, 1]. float32 [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="truth">One-hot labels, or 0 and 1 for one object. float32 [N, K, ...].</param>
    /// <param name="predicted">Probabilities of the labels, same shape.</param>
    /// <param name="featureMap">What g gave, or the images where nothing is compressed.</param>
    /// <param name="code">Probabilities of the bits [N, B, ...]; null where nothing is compressed.</param>
    /// <param name="discriminator">D; null where there is none.</param>
    /// <param name="overBatch">Makes means over a part of the batch those over the whole, where several processes share it; null where the tensors are all of it.</param>
    public JointTerms(Tensor images, Tensor truth, Tensor predicted, Tensor featureMap, Tensor? code = null, Discriminator? discriminator = null,
        Func<Tensor, Tensor>? overBatch = null)
    {
        (Images, Truth, Predicted, FeatureMap, Code, this.discriminator) = (images, truth, predicted, featureMap, code, discriminator);
        this.overBatch = overBatch ?? (part => part);
    }

    /// <summary>x in [0, 1]. float32 [N, C, H, W] or [N, C, D, H, W].</summary>
    public Tensor Images { get; }

    /// <summary>One-hot labels, or 0 and 1 for one object. float32 [N, K, ...].</summary>
    public Tensor Truth { get; }

    /// <summary>Probabilities of the labels. float32, same shape.</summary>
    public Tensor Predicted { get; }

    /// <summary>What the segmentation network read: g's map [N, 1, ...], or the images.</summary>
    public Tensor FeatureMap { get; }

    /// <summary>Probabilities of the bits. [N, B, h, w] or [N, B, d, h, w]; null where nothing is compressed.</summary>
    public Tensor? Code { get; }

    /// <summary>The rate's upper bound in bpp (<see cref="BinaryRate.Bound"/>); 0 where nothing is compressed.</summary>
    public Tensor Bits => Show("bits", () => Code is null ? zeros([], device: Images.device)
        : BinaryRate.Bound(Code, Images.numel() / Images.shape[0] / Images.shape[1], overBatch));

    /// <summary>The mean squared error of the label map (<see cref="SegmentationLosses.Mse"/>).</summary>
    public Tensor Segmentation => Show("segmentation", () => SegmentationLosses.Mse(Predicted, Truth));

    /// <summary>1 - soft Dice (<see cref="SegmentationLosses.Dice"/>).</summary>
    public Tensor Dice => Show("dice", () => SegmentationLosses.Dice(Predicted, Truth));

    /// <summary>The distance of the label maps in the features of D, which D itself makes as large as it can.</summary>
    /// <exception cref="InvalidOperationException">There is no discriminator.</exception>
    public Tensor Features => Show("features", FeatureDistance);

    /// <summary>The mean squared error of the pixels, where g has as many channels as the image.</summary>
    /// <exception cref="ArgumentException">It has another number of channels.</exception>
    public Tensor Pixels => Show("pixels", () => Images.shape.SequenceEqual(FeatureMap.shape) ? (FeatureMap.to(float32) - Images).square().mean()
        : throw new ArgumentException($"g gives [{string.Join(", ", FeatureMap.shape)}] and the images are [{string.Join(", ", Images.shape)}]; pixels can be compared where FeatureChannels is {Images.shape[1]}"));

    /// <summary>Whether the objective asked for <see cref="Features"/>, so that D has something to learn.</summary>
    public bool UsesDiscriminator => asked.ContainsKey("features");

    /// <summary>Gradients of <see cref="Features"/> reach D's weights through both label maps, and <see cref="Distance"/> keeps its own.</summary>
    internal bool TeachesDiscriminator { get; init; }

    /// <summary><see cref="Features"/> of this part of the batch; null where the objective did not ask for them.</summary>
    internal Tensor? Distance { get; private set; }

    /// <summary>All terms that were asked for, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Asked => asked;

    /// <summary>Gives a term of one's own a name, by which curves and messages call it.</summary>
    /// <param name="name">Such as <c>boundary</c>.</param>
    /// <param name="term">A scalar; a mean over the batch.</param>
    /// <returns>The term, over the whole batch where several processes share it.</returns>
    /// <exception cref="ArgumentException">It is no scalar, or has no gradient.</exception>
    public Tensor Show(string name, Tensor term)
    {
        if (term.numel() != 1)
            throw new ArgumentException($"the term {name} is [{string.Join(", ", term.shape)}]; a loss is one number: take its mean() or sum()");
        if (is_grad_enabled() && !term.requires_grad)
            throw new ArgumentException($"the term {name} has no gradient, so nothing would learn from it. Was it rounded, compared, or taken from a copy (detach, item)?");
        return asked[name] = overBatch(term);
    }

    private Tensor Show(string name, Func<Tensor> compute) => asked.TryGetValue(name, out var known) ? known : asked[name] = overBatch(compute());

    private Tensor FeatureDistance()
    {
        if (discriminator is null)
            throw new InvalidOperationException("the objective asks for Features, but there is no discriminator in this training");
        IReadOnlyList<Tensor> truth;
        using (TeachesDiscriminator ? null : no_grad())
            truth = discriminator.call(Truth);
        Distance = MultiScaleFeature.Distance(discriminator.call(Predicted), truth);
        if (TeachesDiscriminator)
            Distance.retain_grad();
        return Distance;
    }
}
