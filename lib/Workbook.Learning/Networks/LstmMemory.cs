using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>The states of several cells between iterations, so that the cells themselves remember nothing and serve several images at once.</summary>
/// <param name="cells">How many cells.</param>
public sealed class LstmMemory(int cells) : IDisposable
{
    private readonly LstmState?[] states = new LstmState?[cells];

    /// <summary>One iteration of a cell.</summary>
    /// <param name="index">Which cell it is.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="x">What it reads.</param>
    /// <returns>h; the memory frees it, in the next iteration or with itself.</returns>
    public Tensor Step(int index, ConvLstm cell, Tensor x)
    {
        var after = cell.call(x, states[index]);
        after.Hidden.DetachFromDisposeScope();
        after.Cell.DetachFromDisposeScope();
        states[index]?.Dispose();
        states[index] = after;
        return after.Hidden;
    }

    /// <summary>Frees all states.</summary>
    public void Dispose()
    {
        foreach (var state in states)
            state?.Dispose();
    }
}
