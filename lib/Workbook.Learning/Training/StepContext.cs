using Workbook.Learning.Devices;
using Workbook.Learning.Training.Distributed;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>What a <see cref="TrainingStep"/> is given.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Random">The run's randomness; ask it for this step.</param>
/// <param name="Rate">The learning rate of this step.</param>
/// <param name="Path">Where and how to compute.</param>
/// <param name="ClipNorm">The norm that gradients are shortened to; 0 for no limit.</param>
/// <param name="Group">The processes that take the step together.</param>
public sealed record StepContext(long Step, StepRandom Random, double Rate, FastPath Path, double ClipNorm, ProcessGroup Group)
{
    /// <summary>Whether a network's weights have changed in this step.</summary>
    internal bool HasMoved { get; private set; }

    /// <summary>The images of this step, where and as the network wants them.</summary>
    /// <param name="batches">Where they come from.</param>
    /// <returns>float32 [N, 3, H, W] in [0, 1]; the step's dispose scope holds it.</returns>
    public Tensor Batch(IImageBatches batches) => Path.Prepare(batches.Batch(Random, Step));

    /// <summary>Takes one step down a loss: gradients of one network's parameters, averaged over the processes, shortened to the allowed norm, then Adam.</summary>
    /// <param name="network">The network whose weights change.</param>
    /// <param name="terms">The loss under its name, and what it is made of: when the loss is no number, the guilty term is named.</param>
    /// <param name="loss">The name of the loss among the terms.</param>
    /// <exception cref="NotFiniteException">A term or a gradient is infinite or not a number; the weights are as before.</exception>
    public void Descend(TrainedNetwork network, IReadOnlyDictionary<string, Tensor> terms, string loss = "loss") => Descend([network], terms, loss);

    /// <summary>Takes one step down a loss with several networks, each by an Adam of its own and its gradients shortened for itself.</summary>
    /// <param name="networks">The networks whose weights change.</param>
    /// <param name="terms">The loss under its name, and what it is made of.</param>
    /// <param name="loss">The name of the loss among the terms.</param>
    /// <param name="onGradients">Called when the gradients are there and nothing has moved; may change them.</param>
    /// <exception cref="NotFiniteException">A term or a gradient is infinite or not a number; the weights of all networks are as before.</exception>
    public void Descend(IReadOnlyList<TrainedNetwork> networks, IReadOnlyDictionary<string, Tensor> terms, string loss = "loss", Action? onGradients = null)
    {
        RefuseTerms([.. terms.OrderBy(term => term.Key == loss)]);
        foreach (var network in networks)
            network.Optimizer.ClearGradients();
        terms[loss].backward();
        onGradients?.Invoke();
        foreach (var network in networks)
            Group.AverageGradients(network.Module.parameters());
        foreach (var network in networks.Count > 1 ? networks : []) // all of them, before one has moved
            RefuseGradient(network, network.Optimizer.Norm());
        HasMoved = true;
        foreach (var network in networks)
            RefuseGradient(network, network.Optimizer.Step(Rate, ClipNorm > 0 ? ClipNorm : double.PositiveInfinity));
    }

    private void RefuseTerms(KeyValuePair<string, Tensor>[] terms)
    {
        var values = Array.ConvertAll(terms, term => Held.Value(term.Value));
        Group.Average(values); // all processes meet what is no number in one of them
        foreach (var (name, value) in terms.Zip(values, (term, value) => (term.Key, (float)value)))
            if (!float.IsFinite(value))
                throw new NotFiniteException(Step, name, $"step {Step}: the loss term {name} is {value}; the weights are those before the step. {NotFiniteException.Advice}");
    }

    private void RefuseGradient(TrainedNetwork network, double norm)
    {
        if (double.IsFinite(norm))
            return;
        var parameter = network.Optimizer.FirstNotFinite();
        var words = parameter is null ? $"the gradients of {network.Name} have norm {norm}" : $"the gradient of {network.Name} {parameter} is infinite or not a number";
        throw new NotFiniteException(Step, parameter is null ? network.Name : $"{network.Name} {parameter}", $"step {Step}: {words}; the weights are those before the step. {NotFiniteException.Advice}");
    }
}
