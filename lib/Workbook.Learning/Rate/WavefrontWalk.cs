using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>A latent whose parameters depend on its values before: waves c + 3r = 0, 1, 2, ... of positions (r, c).</summary>
/// <remarks>
/// The 5x5 mask of type A sees (r - 1, c + 2) at most, which is in the wave before, so all positions of a wave are computed at once:
/// w + 3(h - 1) matrix products in place of h w. With waves c + w r each position is a wave of its own.
/// </remarks>
internal sealed class WavefrontWalk : LatentWalk
{
    private readonly IntegerContext context;
    private readonly int lag;
    private readonly Tensor hyperSums; // [h w, 10M/3]
    private readonly Tensor border; // [(h + 2)(w + 4), M]: values so far, two positions of zeros above, left and right
    private Tensor? places;
    private int wave = -1;

    /// <summary>Starts before the first wave.</summary>
    /// <param name="context">The context model.</param>
    /// <param name="features">Of h_s: [h, w, 2M].</param>
    /// <param name="latent">What is encoded, or null.</param>
    /// <param name="oneByOne">Each position is a wave of its own.</param>
    internal WavefrontWalk(IntegerContext context, Tensor features, Tensor? latent, bool oneByOne)
        : base(context.Channels, (int)features.shape[0], (int)features.shape[1], latent)
    {
        (this.context, lag) = (context, oneByOne ? Width : 3);
        using var scope = NewDisposeScope();
        hyperSums = context.HyperSums(features.flatten(0, 1)).DetachFromDisposeScope();
        border = zeros([(Height + 2) * (Width + 4), Channels], float64, features.device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override bool Next()
    {
        using var scope = NewDisposeScope();
        if (places is not null)
            Keep(places);
        var positions = Positions();
        if (positions.Length == 0)
            return false;
        places?.Dispose();
        places = tensor(positions.Select(Inside).ToArray(), device: border.device).DetachFromDisposeScope();
        var (tables, means) = context.Parameters(hyperSums.index_select(0, tensor(positions.Select(p => (long)p).ToArray(), device: border.device)), Neighbours(places));
        Open(positions, tables, means);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        hyperSums.Dispose();
        border.Dispose();
        places?.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(Tensor at)
    {
        var values = tensor(Close(), device: border.device).view(-1, Channels);
        border.index_copy_(0, at, values);
    }

    /// <summary>Of the next wave that has any; none behind the last one.</summary>
    private int[] Positions()
    {
        int[] positions = [];
        while (positions.Length == 0 && ++wave < Width + lag * (Height - 1))
            positions = [.. Enumerable.Range(0, Height).Where(r => wave - lag * r >= 0 && wave - lag * r < Width).Select(r => r * Width + wave - lag * r)];
        return positions;
    }

    /// <summary>Where a position lies inside the border.</summary>
    private long Inside(int position) => (position / Width + 2) * (Width + 4) + position % Width + 2;

    /// <summary>[positions, 12 M].</summary>
    private Tensor Neighbours(Tensor at)
    {
        var taps = Enumerable.Range(0, 12).Select(tap => (long)((tap / 5 - 2) * (Width + 4) + tap % 5 - 2)).ToArray();
        var rows = at.unsqueeze(1) + tensor(taps, device: border.device); // [positions, 12]
        return border.index_select(0, rows.flatten()).view(at.shape[0], -1);
    }
}
