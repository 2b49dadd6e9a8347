namespace Workbook.Imaging.Volumes;

/// <summary>Tiles along one direction: where they start and what each counts at every place.</summary>
internal sealed class TileAxis
{
    internal const int One = 256;
    private readonly int[][] weights; // [tile][place in the tile], in 1/256

    internal TileAxis(int length, int tile, double overlap, TileBlend blend)
    {
        var step = Math.Max(1, (int)Math.Round(tile * (1 - overlap)));
        var count = length <= tile ? 1 : (length - tile + step - 1) / step + 1;
        Starts = count == 1 ? [(length - tile) / 2] : [.. Enumerable.Range(0, count).Select(i => (int)((2L * i * (length - tile) + count - 1) / (2 * (count - 1))))];
        weights = [.. Starts.Select(_ => new int[tile])];
        double[] raw = [.. Enumerable.Range(0, tile).Select(place => Raw(place, tile, blend))];
        for (var at = 0; at < length; at++)
            Share(raw, at);
    }

    internal int[] Starts { get; }

    internal int[] Weights(int tile) => weights[tile];

    // Shares of 256 by the raw weights, rounded; the heaviest tile takes what rounding leaves, so the sum is 256 exactly.
    private void Share(double[] raw, int at)
    {
        var (total, left, heaviest) = (0.0, One, -1);
        for (var t = 0; t < Starts.Length; t++)
            if (Covers(t, at, raw.Length))
            {
                total += raw[at - Starts[t]];
                heaviest = heaviest < 0 || raw[at - Starts[t]] > raw[at - Starts[heaviest]] ? t : heaviest;
            }
        for (var t = 0; t < Starts.Length; t++)
            if (Covers(t, at, raw.Length))
                left -= weights[t][at - Starts[t]] = (int)Math.Round(One * raw[at - Starts[t]] / total);
        weights[heaviest][at - Starts[heaviest]] += left;
    }

    private bool Covers(int t, int at, int tile) => at >= Starts[t] && at < Starts[t] + tile;

    private static double Raw(int place, int tile, TileBlend blend)
    {
        var away = Math.Abs(2 * place - (tile - 1)) / 2.0; // from the middle
        return blend switch
        {
            TileBlend.Gaussian => Math.Exp(-32 * (away / tile) * (away / tile)),
            TileBlend.Triangular => tile / 2.0 - away + 0.5,
            _ => 1,
        };
    }
}
