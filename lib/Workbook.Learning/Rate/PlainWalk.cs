using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>A latent whose tables and means are all known at the start: one wave.</summary>
internal sealed class PlainWalk : LatentWalk
{
    private readonly int[] tables;
    private readonly int[] means;
    private int calls;

    /// <summary>Starts before the wave.</summary>
    /// <param name="channels">C.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <param name="tables">[h w, C].</param>
    /// <param name="means">Fixed-point numbers [h w, C].</param>
    /// <param name="latent">What is encoded, or null.</param>
    internal PlainWalk(int channels, int height, int width, int[] tables, int[] means, Tensor? latent) : base(channels, height, width, latent)
        => (this.tables, this.means) = (tables, means);

    /// <inheritdoc/>
    public override bool Next()
    {
        if (++calls == 1)
            Open([.. Enumerable.Range(0, Height * Width)], tables, means);
        if (calls == 2)
            Close();
        return calls == 1;
    }
}
