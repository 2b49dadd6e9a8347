using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>A latent on its way into or out of a stream: in waves, each of which may need the values of those before.</summary>
/// <remarks>
/// <c>while (walk.Next())</c>, an encoder codes <see cref="Symbols"/> with <see cref="Tables"/>, and a decoder decodes them in place. A symbol is
/// a value's whole distance from its mean. Tables and means come from integers alone, so both sides agree on every machine.
/// </remarks>
public abstract class LatentWalk : IDisposable
{
    private readonly double[]? latent;
    private readonly double[] values;
    private int[] places = [];
    private int[] means = [];
    private int[] tables = [];
    private int[] symbols = [];

    /// <summary>Starts before the first wave.</summary>
    /// <param name="channels">C.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <param name="latent">What is encoded, [1, C, h, w]; null to decode.</param>
    private protected LatentWalk(int channels, int height, int width, Tensor? latent)
    {
        (Channels, Height, Width) = (channels, height, width);
        values = new double[height * width * channels];
        this.latent = latent is null ? null : Rows(latent);
    }

    /// <summary>Starts the way of a latent without side information: each channel has its own table and median.</summary>
    /// <param name="medians">Of the channels, as <see cref="EntropyBottleneck.FixedPointMedians"/> gave them.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <param name="latent">What is encoded, [1, C, h, w]; null to decode.</param>
    /// <returns>A walk of one wave; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The latent has another size, or a value that is not a number.</exception>
    public static LatentWalk Start(IReadOnlyList<int> medians, int height, int width, Tensor? latent = null)
    {
        var channels = Enumerable.Repeat(Enumerable.Range(0, medians.Count), height * width).SelectMany(c => c).ToArray();
        return new PlainWalk(medians.Count, height, width, channels, [.. channels.Select(c => medians[c])], latent);
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>h.</summary>
    public int Height { get; }

    /// <summary>w.</summary>
    public int Width { get; }

    /// <summary>The table of each value of this wave.</summary>
    public ReadOnlySpan<int> Tables => tables;

    /// <summary>The symbol of each value of this wave: given when encoding, to be filled in when decoding, before the walk goes on.</summary>
    public Span<int> Symbols => symbols;

    /// <summary>Goes on to the next wave.</summary>
    /// <returns>False behind the last one.</returns>
    public abstract bool Next();

    /// <summary>The latent as a decoder has it, once the walk is over.</summary>
    /// <returns>float32 [1, C, h, w] on the CPU; the caller disposes it.</returns>
    public Tensor Latent()
    {
        using var scope = NewDisposeScope();
        return FixedPointMaps().div_(Held.Number(FixedPoint.One)).permute(2, 0, 1).unsqueeze(0).to(float32).contiguous().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what a walk holds.</summary>
    /// <param name="disposing">True.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>[h, w, C], once the walk is over; the caller disposes it.</summary>
    internal Tensor FixedPointMaps() => tensor(values, Height, Width, Channels);

    /// <summary>Opens a wave.</summary>
    /// <param name="wavePlaces">Which positions it has, r w + c.</param>
    /// <param name="waveTables">[positions, C].</param>
    /// <param name="waveMeans">Fixed-point numbers [positions, C].</param>
    private protected void Open(int[] wavePlaces, int[] waveTables, int[] waveMeans)
    {
        (places, tables, means, symbols) = (wavePlaces, waveTables, waveMeans, new int[waveTables.Length]);
        if (latent is null)
            return;
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (int)Math.Round(latent[At(i)] - means[i] / (double)FixedPoint.One);
    }

    /// <summary>Keeps a wave's values, now that its symbols are known.</summary>
    /// <returns>Its values, fixed-point numbers [positions, C].</returns>
    private protected double[] Close()
    {
        var wave = new double[symbols.Length];
        for (var i = 0; i < wave.Length; i++)
            wave[i] = values[At(i)] = Math.Clamp((double)symbols[i] * FixedPoint.One + means[i], -FixedPoint.Limit, FixedPoint.Limit);
        return wave;
    }

    private int At(int i) => places[i / Channels] * Channels + i % Channels;

    /// <summary>[h w, C], inside what fixed-point numbers can hold.</summary>
    private double[] Rows(Tensor maps)
    {
        if (!maps.shape.SequenceEqual([1L, Channels, Height, Width]))
            throw new ArgumentException($"the latent is [{string.Join(", ", maps.shape)}], but its side information is for [1, {Channels}, {Height}, {Width}]");
        using var scope = NewDisposeScope();
        const double Largest = FixedPoint.Limit / FixedPoint.One - 1;
        var rows = maps.detach().permute(0, 2, 3, 1).to(float64, CPU).clamp(Held.Number(-Largest), Held.Number(Largest)).flatten().data<double>().ToArray();
        return rows.Any(double.IsNaN) ? throw new ArgumentException("the latent has a value that is not a number; were the weights trained to the end?") : rows;
    }
}
