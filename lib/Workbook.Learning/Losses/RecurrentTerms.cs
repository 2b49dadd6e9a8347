using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>What an objective of a recurrent codec can be made of: residual and rate, and all tensors of the step for terms of one's own.</summary>
/// <remarks>A term is computed when it is asked for. All tensors live in the step's dispose scope.</remarks>
public sealed class RecurrentTerms
{
    private readonly OrderedDictionary<string, Tensor> asked = [];
    private readonly Func<Tensor, Tensor> overBatch;

    /// <summary>Collects what a step has computed.</summary>
    /// <param name="images">x in [0, 1]. float32 [N, 3, H, W].</param>
    /// <param name="output">What the networks made of them.</param>
    /// <param name="overBatch">Makes means over a part of the batch those over the whole, where several processes share it; null where the images are all of it.</param>
    public RecurrentTerms(Tensor images, RecurrentOutput output, Func<Tensor, Tensor>? overBatch = null)
        => (Images, Output, this.overBatch) = (images, output, overBatch ?? (part => part));

    /// <summary>x in [0, 1]. float32 [N, 3, H, W].</summary>
    public Tensor Images { get; }

    /// <summary>Pictures, probabilities and bits of each iteration; a task can look at any of the pictures.</summary>
    public RecurrentOutput Output { get; }

    /// <summary>The mean of |x - x_hat_t| over samples and iterations; levels in [0, 1].</summary>
    public Tensor Residual => Ask("residual", () => Output.Images.Select(picture => (Images - picture).abs().mean()).Aggregate((a, b) => a + b) / Held.Number(Output.Images.Count));

    /// <summary>An upper bound of the rate of all iterations in bpp (<see cref="BinaryRate.Bound"/>).</summary>
    public Tensor Bits => Ask("bits", () => Output.Probabilities.Select(p => BinaryRate.Bound(p, Images.shape[2] * Images.shape[3], overBatch)).Aggregate((a, b) => a + b));

    /// <summary>All terms that were asked for, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Asked => asked;

    /// <summary>Gives a term of one's own a name, by which curves and messages call it.</summary>
    /// <param name="name">Such as <c>task</c>.</param>
    /// <param name="term">A scalar; a mean over the batch.</param>
    /// <returns>The term, over the whole batch where several processes share it.</returns>
    public Tensor Show(string name, Tensor term) => asked[name] = overBatch(term);

    private Tensor Ask(string name, Func<Tensor> compute) => asked.TryGetValue(name, out var known) ? known : Show(name, compute());
}
