namespace Workbook.Learning.Models;

/// <summary>How wide the networks of a learned codec are.</summary>
/// <remarks>The papers take N = 128, M = 192 for low rates and N = 192, M = 320 for high ones; small ones serve tests and quick trials.</remarks>
/// <param name="N">Channels of the layers inside, and of the hyperprior's latent z.</param>
/// <param name="M">Channels of the latent y.</param>
public sealed record LatentSizes(int N, int M)
{
    /// <summary>128, 192: low rates.</summary>
    public static LatentSizes Low { get; } = new(128, 192);

    /// <summary>192, 320: high rates.</summary>
    public static LatentSizes High { get; } = new(192, 320);
}
