using Workbook.Learning.Devices;

namespace Workbook.Learning.Networks;

/// <summary>A network that drops features at random while it trains, and asks for the numbers of the step: there is no global generator.</summary>
public interface IDropout
{
    /// <summary>Says from what the next forward passes in training mode draw what they drop; before it is called, nothing is dropped.</summary>
    /// <param name="random">The run's randomness.</param>
    /// <param name="step">Training step, from 0.</param>
    void Drop(StepRandom random, long step);
}
