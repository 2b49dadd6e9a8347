using System.Runtime.InteropServices;
using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>What is wrong with an idea, in a sentence that its inventor understands.</summary>
internal static class LabFaults
{
    private const int MostLetters = 160;

    /// <summary>Whether a training can end so because of its objective.</summary>
    internal static bool Are(Exception e) => e is NotFiniteException or ArgumentException or InvalidOperationException or ExternalException;

    /// <summary>The sentence: without libtorch's stack, and without advice that a lab has no use for.</summary>
    internal static string Words(Exception e) => e switch
    {
        NotFiniteException bad when bad.What.Contains(' ') => $"step {bad.Step}: the gradient of {bad.What} is infinite or not a number. A root or logarithm of 0 has no slope: add a small number inside",
        NotFiniteException bad => $"step {bad.Step}: {(bad.What == "loss" ? "the loss" : $"the term {bad.What}")} is infinite or not a number. Is there a division by 0, or a root or logarithm of less than 0?"
            + (bad.What == "loss" ? " t.Show(\"name\", ...) around its parts says which" : ""),
        ExternalException => $"libtorch refuses: {FirstLine(e.Message)}",
        ArgumentException or InvalidOperationException => e.Message,
        _ => $"the objective throws {e.GetType().Name}: {FirstLine(e.Message)}",
    };

    /// <summary>An objective whose every failure is an <see cref="ArgumentException"/> with a sentence, and that is looked at more closely in a first step.</summary>
    /// <param name="objective">Anybody's code.</param>
    /// <param name="segmentation">S, which it should teach.</param>
    /// <param name="isFirst">Whether this is the first step.</param>
    internal static JointObjective Named(JointObjective objective, nn.Module segmentation, Func<bool> isFirst) => (t, w) =>
    {
        var loss = Guarded(objective, t, w);
        if (isFirst() && loss.numel() == 1 && loss.requires_grad && segmentation.parameters().Any(parameter => parameter.requires_grad))
            RefuseDeaf(t, loss);
        return loss;
    };

    // The one place where every exception is caught: whatever an idea throws, the other ideas go on.
    private static Tensor Guarded(JointObjective objective, JointTerms t, JointWeights w)
    {
        try
        {
            return objective(t, w) ?? throw new ArgumentException("the objective gives null; it must give a tensor");
        }
        catch (Exception e) when (!Are(e) && e is not OperationCanceledException)
        {
            throw new ArgumentException(Words(e), e);
        }
    }

    /// <summary>Refuses an objective from which S would learn nothing, and a term of which the prediction feels nothing.</summary>
    private static void RefuseDeaf(JointTerms t, Tensor loss)
    {
        if (!t.Predicted.requires_grad)
            return;
        foreach (var (name, term) in t.Asked.Where(term => term.Value.requires_grad))
            if (Slope(term, t.Predicted) == 0 && Held.Value(term.detach()) != 0)
                throw new ArgumentException($"the term {name} has a gradient of 0 everywhere, so nothing would learn from it. Was it rounded or cut off (round, sign, clamp)?");
        if (Slope(loss, t.Predicted) is null or 0)
            throw new ArgumentException("the objective does not depend on Predicted in a way that can be learned, so S would learn nothing. Was it left out, rounded, compared, or taken from a copy (detach, item)?");
    }

    /// <summary>The largest slope in size; null where the value does not depend on the input.</summary>
    private static double? Slope(Tensor value, Tensor input)
    {
        var gradient = autograd.grad([value], [input], retain_graph: true, allow_unused: true)[0];
        return gradient is null || gradient.IsInvalid ? null : Held.Value(gradient.abs().max());
    }

    private static string FirstLine(string message)
    {
        var line = message.Split('\n', 2)[0].Trim().TrimEnd('.');
        return line.Length <= MostLetters ? line : line[..MostLetters] + "...";
    }
}
