using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>What one iteration of a recurrent codec makes of bits: a part to be added to the picture.</summary>
/// <remarks>
/// Source: Toderici et al., "Full Resolution Image Compression with Recurrent Neural Networks", Figure 1: a 1x1 convolution, four recurrent cells, each with a
/// pixel shuffle behind it that doubles the size, a 1x1 convolution and tanh.
/// </remarks>
public sealed class RecurrentDecoder : nn.Module<Tensor, LstmMemory, Tensor>
{
    private readonly Conv2d first;
    private readonly ModuleList<ConvLstm> cells;
    private readonly PixelShuffle shuffle = nn.PixelShuffle(2);
    private readonly Conv2d last;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">How wide.</param>
    public RecurrentDecoder(RecurrentSizes sizes) : base(nameof(RecurrentDecoder))
    {
        first = Layers.Conv1x1(sizes.Bits, sizes.DecoderWidths[0]);
        cells = new ModuleList<ConvLstm>([.. sizes.DecoderCells.Select(cell => new ConvLstm(cell.Inputs, cell.Width, cell.Kernel))]);
        last = Layers.Conv1x1(sizes.DecoderWidths[^1] / 4, 3);
        RegisterComponents();
    }

    /// <summary>A memory for a new image.</summary>
    /// <returns>The caller disposes it.</returns>
    public LstmMemory Begin() => new(cells.Count);

    /// <summary>Makes what an untrained network adds small; pictures of K iterations would else begin with K times the last layer's bias.</summary>
    internal void BeginQuietly()
    {
        using var frozen = no_grad();
        last.weight!.mul_(Held.Number(0.1));
        last.bias!.zero_();
    }

    /// <summary>One iteration.</summary>
    /// <param name="bits">0 or 1. float32 [N, B, h, w].</param>
    /// <param name="memory">Of the iterations before; changed.</param>
    /// <returns>In (-1, 1). float32 [N, 3, 16h, 16w]; the caller disposes it.</returns>
    public override Tensor forward(Tensor bits, LstmMemory memory)
    {
        using var scope = NewDisposeScope();
        var features = first.call(bits.mul(Held.Number(2)).sub(Held.Number(1))); // [N, W0, h, w]
        foreach (var (i, cell) in cells.Index())
            features = shuffle.call(memory.Step(i, cell, features)); // [N, Wi / 4, 2h, 2w]
        return last.call(features).to(float32).tanh().MoveToOuterDisposeScope();
    }
}
