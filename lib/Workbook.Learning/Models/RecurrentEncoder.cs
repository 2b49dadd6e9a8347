using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>What one iteration of a recurrent codec makes of the residual: probabilities of bits.</summary>
/// <remarks>
/// Source: Toderici et al., "Full Resolution Image Compression with Recurrent Neural Networks", Figure 1: a convolution and three recurrent cells, each halving
/// the size, and a 1x1 convolution. The paper's binariser takes tanh(a) to -1 or 1; a bit is 1 where that is 1, so its probability is (1 + tanh(a)) / 2.
/// </remarks>
public sealed class RecurrentEncoder : nn.Module<Tensor, LstmMemory, Tensor>
{
    private readonly Conv2d first;
    private readonly ModuleList<ConvLstm> cells;
    private readonly Conv2d binarizer;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">How wide.</param>
    public RecurrentEncoder(RecurrentSizes sizes) : base(nameof(RecurrentEncoder))
    {
        first = Layers.Conv3x3(3, sizes.EncoderWidths[0], stride: 2);
        cells = new ModuleList<ConvLstm>([.. sizes.EncoderCells.Select(cell => new ConvLstm(cell.Inputs, cell.Width, cell.Kernel, stride: 2))]);
        binarizer = Layers.Conv1x1(sizes.EncoderWidths[^1], sizes.Bits);
        RegisterComponents();
    }

    /// <summary>A memory for a new image.</summary>
    /// <returns>The caller disposes it.</returns>
    public LstmMemory Begin() => new(cells.Count);

    /// <summary>One iteration.</summary>
    /// <param name="residual">x - x_hat. float32 [N, 3, H, W], H and W multiples of 16.</param>
    /// <param name="memory">Of the iterations before; changed.</param>
    /// <returns>The probability that each bit is 1. float32 [N, B, H/16, W/16]; the caller disposes it.</returns>
    public override Tensor forward(Tensor residual, LstmMemory memory)
    {
        using var scope = NewDisposeScope();
        var features = first.call(residual); // [N, W0, H/2, W/2]
        foreach (var (i, cell) in cells.Index())
            features = memory.Step(i, cell, features); // halved
        return binarizer.call(features).to(float32).mul(Held.Number(2)).sigmoid().MoveToOuterDisposeScope(); // (1 + tanh(a)) / 2
    }
}
