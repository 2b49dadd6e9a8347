using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>A layer of an integer network: each position's neighbourhood times a matrix, rounded, spread over r x r positions, and rectified.</summary>
/// <remarks>Maps are [H, W, C], fixed-point numbers in float64. Large maps are worked through in bands of rows.</remarks>
/// <param name="Matrix">[(2 Reach + 1)^2 C, r^2 outputs]: neighbours by rows, and in each its channels; to the r x r places by rows, and in each its channels.</param>
/// <param name="Reach">0: each position alone; 1: 3x3 neighbours.</param>
/// <param name="Upscale">r, 1 or 2.</param>
internal sealed record IntegerLayer(IntegerMatrix Matrix, int Reach, int Upscale) : IDisposable
{
    private const long BandElements = 1 << 23;

    /// <summary>What a negative number is multiplied by, a multiple of 2^-20: 1 leaves it, 0 is a ReLU.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>Applies the layer.</summary>
    /// <param name="maps">[H, W, C].</param>
    /// <returns>[rH, rW, outputs]; the caller disposes it.</returns>
    internal Tensor Apply(Tensor maps)
    {
        using var scope = NewDisposeScope();
        var (height, width, side) = (maps.shape[0], maps.shape[1], 2 * Reach + 1);
        var padded = nn.functional.pad(maps, [0, 0, Reach, Reach, Reach, Reach]);
        var rows = Math.Max(1, BandElements / (width * side * side * maps.shape[2]));
        var bands = new List<Tensor>();
        for (long first = 0; first < height; first += rows)
            bands.Add(Band(padded, first, Math.Min(rows, height - first), width));
        return cat(bands, 0).MoveToOuterDisposeScope();
    }

    /// <summary>Rounds sums and rectifies them: max(x, floor(slope x + 1/2)).</summary>
    /// <param name="sums">Changed in place.</param>
    /// <returns>Same shape; in the current scope.</returns>
    internal Tensor Finish(Tensor sums)
    {
        var values = Matrix.Round(sums);
        return Slope switch
        {
            1 => values,
            0 => values.clamp_min_(Held.Number(0)),
            _ => maximum(values, (values * Held.Number(Slope)).add_(Held.Number(0.5)).floor_()),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Matrix.Dispose();

    private Tensor Band(Tensor padded, long first, long rows, long width)
    {
        using var scope = NewDisposeScope();
        var side = 2 * Reach + 1;
        var neighbours = Enumerable.Range(0, side * side).Select(tap => padded.narrow(0, first + tap / side, rows).narrow(1, tap % side, width));
        var columns = cat(neighbours.ToList(), 2).reshape(rows * width, -1); // [rows W, side^2 C]
        var values = Finish(Matrix.Sums(columns)).view(rows, width, Upscale, Upscale, -1);
        return values.transpose(1, 2).reshape(rows * Upscale, width * Upscale, -1).MoveToOuterDisposeScope();
    }
}
