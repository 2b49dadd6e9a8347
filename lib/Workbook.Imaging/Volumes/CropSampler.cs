using Workbook.Codecs;

namespace Workbook.Imaging.Volumes;

/// <summary>Draws random boxes from scans for training, a share of them on the foreground.</summary>
/// <remarks>
/// Source of the idea: Liu et al. train on random crops of each volume. A heart fills a twentieth of a scan, so most crops anywhere hold little of it;
/// a share of the crops therefore is drawn among those that hold one randomly chosen voxel of any class but 0. A box is a pure function
/// of (labels, seed, number), the same on every machine.
/// </remarks>
public sealed class CropSampler
{
    /// <summary>Sets up the sampler.</summary>
    /// <param name="crop">Sizes of the boxes; a scan that is smaller in a direction lies in the box's middle, its border repeated.</param>
    /// <param name="foregroundShare">Share of boxes that hold foreground for certain, 0 to 1; the others may fall anywhere.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the share is not 0 to 1.</exception>
    public CropSampler(VolumeShape crop, double foregroundShare = 0.5)
    {
        if (crop is not { Depth: >= 1, Rows: >= 1, Columns: >= 1 } || foregroundShare is not (>= 0 and <= 1))
            throw new ArgumentException($"crops of {crop} voxels with a foreground share of {foregroundShare} were asked for; "
                + "each side must be at least 1, the share 0 to 1");
        (Crop, ForegroundShare) = (crop, foregroundShare);
    }

    /// <summary>Sizes of the boxes.</summary>
    public VolumeShape Crop { get; }

    /// <summary>Share of boxes that hold foreground for certain.</summary>
    public double ForegroundShare { get; }

    /// <summary>Draws one box.</summary>
    /// <param name="labels">Labels of the scan. Without any foreground the box falls anywhere.</param>
    /// <param name="seed">Which series of boxes.</param>
    /// <param name="number">Which box of the series, for example step * batch + item.</param>
    /// <returns>The box; <see cref="VolumeCrops"/> cuts it out of scan and labels.</returns>
    public VolumeBox Draw(LabelVolume labels, ulong seed, ulong number)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var (random, shape) = (new SeededRandom(seed, number), labels.Shape);
        var foreground = NotZero(labels.Labels);
        if (random.NextDouble() >= ForegroundShare || foreground == 0)
            return new(Start(random, shape.Depth, Crop.Depth), Start(random, shape.Rows, Crop.Rows), Start(random, shape.Columns, Crop.Columns), Crop);
        var at = Foreground(labels.Labels, random.Next(foreground));
        return new(Start(random, shape.Depth, Crop.Depth, at / (shape.Rows * shape.Columns)), Start(random, shape.Rows, Crop.Rows, at / shape.Columns % shape.Rows),
            Start(random, shape.Columns, Crop.Columns, at % shape.Columns), Crop);
    }

    /// <summary>Draws one box and cuts it out.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="labels">Its labels, of the same shape.</param>
    /// <param name="seed">Which series of boxes.</param>
    /// <param name="number">Which box of the series.</param>
    /// <returns>The pieces of scan and labels.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public (Volume Image, LabelVolume Labels) Draw(Volume scan, LabelVolume labels, ulong seed, ulong number)
    {
        if (scan.Shape != labels.Shape)
            throw new ArgumentException($"the scan is {scan.Shape} but its labels {labels.Shape}; both must have the same shape");
        var box = Draw(labels, seed, number);
        return (scan.Crop(box), labels.Crop(box));
    }

    private static int Start(SeededRandom random, int length, int crop, int? within = null)
    {
        if (length <= crop)
            return (length - crop) / 2;
        var (first, last) = within is { } at ? (Math.Max(0, at - crop + 1), Math.Min(length - crop, at)) : (0, length - crop);
        return random.Next(first, last + 1);
    }

    // The n-th voxel that is not 0, block by block.
    private static int Foreground(ReadOnlySpan<byte> labels, int n)
    {
        const int block = 4096;
        var at = 0;
        while (NotZero(labels.Slice(at, Math.Min(block, labels.Length - at))) is var count && count <= n)
            (n, at) = (n - count, at + block);
        for (; n > 0 || labels[at] == 0; at++)
            n -= labels[at] == 0 ? 0 : 1;
        return at;
    }

    private static int NotZero(ReadOnlySpan<byte> labels) => labels.Length - labels.Count((byte)0);
}
