using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>A convolutional long short-term memory: at each position it keeps what earlier iterations saw there.</summary>
/// <remarks>
/// Source: Shi et al., "Convolutional LSTM Network: A Machine Learning Approach for Precipitation Nowcasting", Eq. (3) without the peepholes, as Toderici
/// et al., "Full Resolution Image Compression with Recurrent Neural Networks", section 3.1, use it. The input may be strided; the state has the output's size.
/// </remarks>
public sealed class ConvLstm : nn.Module<Tensor, LstmState?, LstmState>
{
    private const int Gates = 4;
    private readonly Conv2d input;
    private readonly Conv2d memory;

    /// <summary>Makes the cell.</summary>
    /// <param name="inputs">Channels of x.</param>
    /// <param name="width">Channels of the state.</param>
    /// <param name="memoryKernel">1 or 3: what a position sees of the state's neighbours.</param>
    /// <param name="stride">Of x.</param>
    public ConvLstm(int inputs, int width, int memoryKernel, int stride = 1) : base(nameof(ConvLstm))
    {
        input = Layers.Conv3x3(inputs, Gates * width, stride);
        memory = nn.Conv2d(width, Gates * width, memoryKernel, padding: memoryKernel / 2, bias: false);
        RegisterComponents();
    }

    /// <summary>One iteration.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="before">What the iteration before gave; null in the first, where h and c are 0.</param>
    /// <returns>[N, width, H/stride, W/stride] each; the caller disposes them.</returns>
    public override LstmState forward(Tensor x, LstmState? before)
    {
        using var scope = NewDisposeScope();
        var gates = input.call(x); // [N, 4 width, h, w]
        if (before is not null)
            gates += memory.call(before.Hidden);
        var parts = gates.chunk(Gates, 1);
        var (write, keep, show, value) = (parts[0].sigmoid(), parts[1].sigmoid(), parts[2].sigmoid(), parts[3].tanh());
        // c_t = keep c_{t-1} + write value,  h_t = show tanh(c_t)
        var cell = before is null ? write * value : keep * before.Cell + write * value;
        return new((show * cell.tanh()).MoveToOuterDisposeScope(), cell.MoveToOuterDisposeScope());
    }
}
