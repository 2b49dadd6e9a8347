using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Rows of channels, divided into blocks that threads take: never more than 4096 rows, never of two images.</summary>
/// <param name="rows">[N, ..., C], dense; numel below 2^31.</param>
internal sealed class RowBlocks(Tensor rows)
{
    private const int MostRows = 4096, FewNumbers = 1 << 14;
    private readonly int _perImage = (int)(rows.numel() / rows.shape[0]);

    internal int Images { get; } = (int)rows.shape[0];

    internal int Channels { get; } = (int)rows.shape[^1];

    /// <summary>Rows of one image.</summary>
    internal int Rows => _perImage / Channels;

    /// <summary>Where a block lies among all numbers.</summary>
    internal readonly record struct Block(int Image, int Start, int Count)
    {
        /// <summary>Its numbers in a tensor of the same shape.</summary>
        internal Span<float> Of(Tensor same) => same.Numbers<float>().Slice(Start, Count);
    }

    /// <summary>Does something with every block, side by side where there is enough to do.</summary>
    internal void ForEach(Action<Block, int> act)
    {
        var (most, blocks) = (MostRows * Channels, (Rows + MostRows - 1) / MostRows);
        void Act(int i)
        {
            var within = i % blocks * most;
            act(new(i / blocks, i / blocks * _perImage + within, Math.Min(most, _perImage - within)), i);
        }
        if (_perImage * (long)Images <= FewNumbers)
            for (var i = 0; i < Images * blocks; i++)
                Act(i);
        else
            Parallel.For(0, Images * blocks, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, Act);
    }

    /// <summary>Sums of every image. Blocks are added in their order, so that the result does not depend on the threads.</summary>
    /// <param name="count">How many sums.</param>
    /// <param name="add">Adds what a block gives.</param>
    internal double[][] Sums(int count, Action<Block, double[]> add)
    {
        var blocks = new (int Image, double[] Sums)[Images * ((Rows + MostRows - 1) / MostRows)];
        ForEach((block, i) => add(block, (blocks[i] = (block.Image, new double[count])).Sums));
        var sums = new double[Images][];
        foreach (var (image, part) in blocks)
            sums[image] = sums[image] is { } before ? [.. before.Zip(part, (a, b) => a + b)] : part;
        return sums;
    }
}
