using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>What a recurrent codec descends: one line of terms.</summary>
/// <param name="t">The step's terms.</param>
/// <returns>Scalar [].</returns>
public delegate Tensor RecurrentObjective(RecurrentTerms t);

/// <summary>Objectives to start from.</summary>
/// <remarks>
/// Sources: Toderici et al., "Full Resolution Image Compression with Recurrent Neural Networks", section 3.3; Weber et al., "Lossy Image Compression with
/// Recurrent Neural Networks: from Human Perceived Visual Quality to Classification Accuracy", which keeps networks and bits and changes the loss: a task's
/// term is added like <c>t => t.Residual + 0.1 * t.Show("task", Task(t.Output.Images[^1]))</c>.
/// </remarks>
public static class RecurrentObjectives
{
    /// <summary>The published one: the mean absolute residual of all iterations. The rate is fixed by their number.</summary>
    public static readonly RecurrentObjective Residual = t => t.Residual;

    /// <summary>The residual, and bits that the coder can foretell.</summary>
    /// <param name="bits">What a bit per pixel weighs; 0 for <see cref="Residual"/>.</param>
    public static RecurrentObjective WithRate(double bits) => bits == 0 ? Residual : t => t.Residual + t.Bits * Held.Number(bits);
}
