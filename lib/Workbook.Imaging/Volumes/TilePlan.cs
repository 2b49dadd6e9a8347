using Workbook.Codecs;

namespace Workbook.Imaging.Volumes;

/// <summary>Inference on a volume too large for a network: overlapping tiles, and what each counts at every voxel.</summary>
/// <remarks>
/// Source of the idea: Ronneberger et al., "U-Net" (2015), overlap-tile; weights around a tile's middle as in nnU-Net (Isensee et al. 2021).
/// It knows shapes only; the network is a function of the caller. Along each direction the weights are whole multiples of 1/256 that sum
/// to 1, so a voxel's weights, products of three, are multiples of 2^-24, and their sum over all tiles is exactly 1, in float32 too. In
/// 2D take volumes of depth 1.
/// </remarks>
public sealed class TilePlan
{
    private readonly TileAxis depth;
    private readonly TileAxis rows;
    private readonly TileAxis columns;

    /// <summary>Plans the tiles.</summary>
    /// <param name="volume">Sizes of the volume.</param>
    /// <param name="tile">Sizes of a tile. In a direction in which the volume is smaller there is one tile, around it.</param>
    /// <param name="overlap">Least share of a tile that its neighbour covers, 0 to 0.875. Tiles are spread evenly and end at the border.</param>
    /// <param name="blend">What a tile counts where several overlap.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the overlap is out of range.</exception>
    public TilePlan(VolumeShape volume, VolumeShape tile, double overlap = 0.5, TileBlend blend = TileBlend.Gaussian)
    {
        if (volume is not { Depth: >= 1, Rows: >= 1, Columns: >= 1 } || tile is not { Depth: >= 1, Rows: >= 1, Columns: >= 1 }
            || overlap is not (>= 0 and <= 0.875))
            throw new ArgumentException($"tiles of {tile} voxels with an overlap of {overlap} in a volume of {volume} were asked for; "
                + "each side must be at least 1, the overlap 0 to 0.875");
        (Volume, Tile) = (volume, tile);
        depth = new(volume.Depth, tile.Depth, overlap, blend);
        rows = new(volume.Rows, tile.Rows, overlap, blend);
        columns = new(volume.Columns, tile.Columns, overlap, blend);
        Tiles = [.. depth.Starts.SelectMany(slice => rows.Starts.SelectMany(row => columns.Starts.Select(column => new VolumeBox(slice, row, column, tile))))];
    }

    /// <summary>Sizes of the volume.</summary>
    public VolumeShape Volume { get; }

    /// <summary>Sizes of a tile.</summary>
    public VolumeShape Tile { get; }

    /// <summary>The tiles, columns fastest. One that is larger than the volume reaches over its border.</summary>
    public IReadOnlyList<VolumeBox> Tiles { get; }

    /// <summary>What a tile counts at each of its voxels.</summary>
    /// <param name="tile">Index into <see cref="Tiles"/>.</param>
    /// <returns>One weight a voxel of the tile, 0 to 1 and 0 outside the volume.</returns>
    public float[] Weights(int tile)
    {
        var (z, y, x) = Axes(tile);
        var weights = new float[checked((int)Tile.Count)];
        for (int slice = 0, at = 0; slice < z.Length; slice++)
            for (var row = 0; row < y.Length; row++)
                for (var column = 0; column < x.Length; column++)
                    weights[at++] = (float)(z[slice] * y[row] * x[column]) / (1 << 24);
        return weights;
    }

    /// <summary>Runs a network on all tiles and blends what it says.</summary>
    /// <param name="channels">Values the network gives a voxel, such as a probability for each class.</param>
    /// <param name="network">Gives the values of one tile, channel by channel, in the order of a tensor [C, D, H, W]; its input is the caller's, cut by
    /// <see cref="VolumeCrops"/>. Called tile by tile on the caller's thread.</param>
    /// <param name="progress">Hears how many tiles are done. May be null.</param>
    /// <param name="cancel">Stops between two tiles.</param>
    /// <returns>Values of the whole volume, channel by channel: [C, D, H, W].</returns>
    /// <exception cref="ArgumentException">The network gave another number of values than channels * tile.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public float[] Run(int channels, Func<VolumeBox, float[]> network, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentNullException.ThrowIfNull(network);
        var result = new float[checked(channels * Volume.Count)];
        for (var t = 0; t < Tiles.Count; t++)
        {
            cancel.ThrowIfCancellationRequested();
            var values = network(Tiles[t]);
            if (values.Length != channels * Tile.Count)
                throw new ArgumentException($"the network gave {values.Length:N0} values for a tile, but {channels} channels of {Tile} voxels are "
                    + $"{channels * Tile.Count:N0}", nameof(network));
            var weights = Weights(t);
            for (var channel = 0; channel < channels; channel++)
                Add(result.AsSpan(channel * (int)Volume.Count, (int)Volume.Count), values.AsSpan(channel * weights.Length), weights, Tiles[t]);
            progress?.Report(t + 1);
        }
        return result;
    }

    /// <summary>Runs a network on all tiles and takes the class with the highest blended value at each voxel.</summary>
    /// <param name="classes">Number of classes, 2 to 256.</param>
    /// <param name="network">Gives a value a class and voxel; see <see cref="Run"/>.</param>
    /// <param name="spacing">Voxel spacing of the volume; null for 1 mm.</param>
    /// <param name="progress">Hears how many tiles are done. May be null.</param>
    /// <param name="cancel">Stops between two tiles.</param>
    /// <returns>The labels; of equal values the lowest class counts.</returns>
    /// <exception cref="ArgumentException">The network gave another number of values than classes * tile.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LabelVolume Segment(
        int classes, Func<VolumeBox, float[]> network, VoxelSpacing? spacing = null, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        var values = Run(classes, network, progress, cancel);
        var labels = new LabelVolume(Volume, spacing);
        for (var i = 0; i < labels.Labels.Length; i++)
            for (var c = 1; c < classes; c++)
                if (values[c * labels.Labels.Length + i] > values[labels.Labels[i] * labels.Labels.Length + i])
                    labels.Labels[i] = (byte)c;
        return labels;
    }

    private (int[] Depth, int[] Rows, int[] Columns) Axes(int tile)
    {
        var (perSlice, perRow) = (rows.Starts.Length * columns.Starts.Length, columns.Starts.Length);
        return (depth.Weights(tile / perSlice), rows.Weights(tile / perRow % rows.Starts.Length), columns.Weights(tile % perRow));
    }

    private void Add(Span<float> result, ReadOnlySpan<float> values, float[] weights, VolumeBox box)
    {
        var (left, right) = (Math.Max(0, -box.Column), Math.Min(Tile.Columns, Volume.Columns - box.Column));
        for (var slice = Math.Max(0, -box.Slice); slice < Math.Min(Tile.Depth, Volume.Depth - box.Slice); slice++)
            for (var row = Math.Max(0, -box.Row); row < Math.Min(Tile.Rows, Volume.Rows - box.Row); row++)
            {
                var (from, to) = (Tile.IndexOf(slice, row, 0), Volume.IndexOf(box.Slice + slice, box.Row + row, box.Column));
                for (var column = left; column < right; column++)
                    result[to + column] += weights[from + column] * values[from + column];
            }
    }
}
