using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>What a <see cref="ConvLstm"/> hands to its next iteration.</summary>
/// <param name="Hidden">h, which the next layer reads, too. float32 [N, C, h, w].</param>
/// <param name="Cell">c, same shape.</param>
public sealed record LstmState(Tensor Hidden, Tensor Cell) : IDisposable
{
    /// <summary>Frees both; what a gradient needs of them stays.</summary>
    public void Dispose()
    {
        Hidden.Dispose();
        Cell.Dispose();
    }
}
