using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains C, g and S together on one objective, in turn with a discriminator where the objective asks for one.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks". Each step, C, g and S descend the objective while
/// D holds still; then D ascends the distance of its features while the others hold still. What is frozen when the training is made stays frozen.
/// Both sides see the same prediction and the same D, so one pass through D can serve both (<see cref="TrainingOptions.SharedDiscriminatorPass"/>):
/// the objective's gradient in D's weights is that of the distance times the objective's slope in it, and is divided by minus that slope.
/// </remarks>
public sealed class JointTraining : IDisposable
{
    private readonly JointNetworks networks;
    private readonly Discriminator? discriminator;
    private readonly JointObjective objective;
    private readonly JointWeights weights;
    private readonly IPairBatches batches;
    private readonly long steps;
    private readonly bool shared;
    private readonly TrainedNetwork trained;
    private readonly TrainedNetwork? opponent;

    /// <summary>Prepares a training; nothing is computed yet.</summary>
    /// <param name="networks">Trained in place; moved to the device, but not disposed.</param>
    /// <param name="discriminator">D, likewise; null where the objective does not ask for features.</param>
    /// <param name="objective">What the networks descend.</param>
    /// <param name="weights">Of its terms.</param>
    /// <param name="batches">Images and labels.</param>
    /// <param name="options">How.</param>
    /// <param name="name">What tells this training from others in checkpoints.</param>
    public JointTraining(JointNetworks networks, Discriminator? discriminator, JointObjective objective, JointWeights weights,
        IPairBatches batches, TrainingOptions options, string name = "joint")
    {
        (this.networks, this.discriminator, this.objective, this.weights, this.batches) = (networks, discriminator, objective, weights, batches);
        (steps, shared) = (options.Steps, options.SharedDiscriminatorPass && discriminator is not null);
        Trainer = new Trainer($"{name}, {networks.parameters().Sum(p => p.numel()):N0} parameters, {weights}", options);
        trained = Trainer.Add("networks", networks);
        opponent = discriminator is null ? null : Trainer.Add("D", discriminator);
    }

    /// <summary>The trainer, to resume with.</summary>
    public Trainer Trainer { get; }

    /// <summary>S reads the images themselves, though there is a codec.</summary>
    public bool OnOriginals { get; init; }

    /// <summary>Trains.</summary>
    /// <inheritdoc cref="Trainer.Run"/>
    public TrainingResult Run(Func<double>? score = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
        => Trainer.Run(Step, score, progress, cancel);

    /// <summary>Frees the optimisers; the networks stay.</summary>
    public void Dispose() => Trainer.Dispose();

    private Dictionary<string, Tensor> Step(StepContext at)
    {
        var (x, y) = batches.Batch(at.Random, at.Step);
        var (terms, shown) = Descend(at, at.Path.Prepare(x), at.Path.Prepare(y));
        if (opponent is not null && terms.UsesDiscriminator && !shared)
            at.Descend(opponent, new Dictionary<string, Tensor> { ["D"] = Opposed(at, terms) }, "D");
        return shown;
    }

    /// <summary>C, g and S descend while D holds still, or learns from the same pass.</summary>
    private (JointTerms Terms, Dictionary<string, Tensor> Shown) Descend(StepContext at, Tensor images, Tensor truth)
    {
        using var still = new Frozen(discriminator is null || shared ? [] : [discriminator]);
        JointTerms terms;
        using (at.Path.Forward())
        {
            var output = OnOriginals ? networks.RunOriginals(images) : networks.Run(images, p => StochasticBinarizer.Draw(p, at.Random, at.Step));
            terms = new JointTerms(images, truth, output.Predicted, output.FeatureMap, output.Code, discriminator, at.Group.Mean) { TeachesDiscriminator = shared };
        }
        var loss = objective(terms, weights.At(at.Step, steps));
        CheckLoss(loss);
        var shown = terms.Asked.Append(new("loss", loss)).ToDictionary();
        if (shared && terms.UsesDiscriminator)
            at.Descend([trained, opponent!], shown, onGradients: () => TurnRound(at, terms));
        else
            at.Descend(trained, shown);
        return (terms, shown);
    }

    /// <summary>Makes the objective's gradients in D's weights those of what D descends; where the objective has no slope in the distance, as with a
    /// weight of 0, by a pass of its own.</summary>
    private void TurnRound(StepContext at, JointTerms terms)
    {
        if (terms.Distance!.grad is { } slope && Held.Value(slope) != 0)
            opponent!.Optimizer.ScaleGradients(-slope.reciprocal());
        else
        {
            opponent!.Optimizer.ClearGradients();
            Opposed(at, terms).backward();
        }
    }

    /// <summary>What D descends: minus the distance of its features. The prediction carries no gradient.</summary>
    private Tensor Opposed(StepContext at, JointTerms terms)
    {
        using var mixed = at.Path.Forward();
        return -MultiScaleFeature.Distance(discriminator!.call(terms.Predicted.detach()), discriminator.call(terms.Truth));
    }

    private static void CheckLoss(Tensor loss)
    {
        if (loss.numel() != 1)
            throw new ArgumentException($"the objective gives [{string.Join(", ", loss.shape)}]; a loss is one number: take its mean() or sum()");
        if (!loss.requires_grad)
            throw new ArgumentException("the objective has no gradient, so nothing would learn. Was it rounded, compared, or taken from a copy (detach, item), or is every network frozen that it depends on?");
    }
}
