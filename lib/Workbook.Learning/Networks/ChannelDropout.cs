using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Drops whole feature maps and makes the others stronger by as much: dropout for convolutions.</summary>
/// <remarks>Source: Tompson et al., "Efficient Object Localization Using Convolutional Networks", section 3.1, "SpatialDropout".</remarks>
/// <param name="share">Of the maps that are dropped, 0 to below 1.</param>
/// <param name="purpose">What the numbers are drawn for; another word in each place.</param>
internal sealed class ChannelDropout(double share, string purpose)
{
    /// <summary>From what to draw; null drops nothing.</summary>
    internal (StepRandom Random, long Step)? At { get; set; }

    /// <summary>Drops maps.</summary>
    /// <param name="maps">[N, C, H, W].</param>
    /// <returns>Same shape, the maps themselves where nothing is dropped; the current dispose scope holds it.</returns>
    internal Tensor Apply(Tensor maps)
    {
        if (At is not { } at || share == 0)
            return maps;
        var kept = at.Random.Uniform([maps.shape[0], maps.shape[1], 1, 1], 0, at.Step, purpose).ge(Held.Number(share)); // [N, C, 1, 1]
        return maps * kept.to(maps.dtype, maps.device).mul_(Held.Number(1 / (1 - share)));
    }
}
