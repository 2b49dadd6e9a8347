namespace Workbook.Learning.Models;

/// <summary>How wide the networks of <see cref="Cheng2020Model"/> are.</summary>
/// <param name="N">Channels of all layers and latents: 128 for low rates, 192 for high ones.</param>
/// <param name="Attention">False: the anchor. True: its attention variant.</param>
public sealed record Cheng2020Sizes(int N, bool Attention = false)
{
    /// <summary>128: low rates.</summary>
    public static Cheng2020Sizes Low { get; } = new(128);

    /// <summary>192: high rates.</summary>
    public static Cheng2020Sizes High { get; } = new(192);
}
