namespace Workbook.Learning.Models;

/// <summary>How wide a <see cref="RecurrentModel"/> is.</summary>
public sealed record RecurrentSizes
{
    /// <summary>What the sides of images must be multiples of.</summary>
    public const int Stride = 16;

    /// <summary>Most iterations that a model may be made for.</summary>
    public const int MostIterations = 64;

    private const int Halvings = 4, MostWidth = 2048, MostBits = 256;

    /// <summary>As published, for a GPU: 35 million weights.</summary>
    public static RecurrentSizes Published { get; } = new() { EncoderWidths = [64, 256, 512, 512], DecoderWidths = [512, 512, 256, 128] };

    /// <summary>For minutes on a CPU.</summary>
    public static RecurrentSizes Small { get; } = new();

    /// <summary>Channels after each of the four halvings: of a convolution, then of three cells.</summary>
    public IReadOnlyList<int> EncoderWidths { get; init; } = [16, 32, 48, 48];

    /// <summary>Channels of the decoder's four cells, multiples of 4: a pixel shuffle behind each leaves a quarter.</summary>
    public IReadOnlyList<int> DecoderWidths { get; init; } = [48, 48, 32, 32];

    /// <summary>Bits of each iteration for 16 x 16 pixels.</summary>
    public int Bits { get; init; } = 32;

    /// <summary>What an iteration adds to the rate before the coder finds what is alike, in bpp.</summary>
    public double RawBitsPerPixel => (double)Bits / (Stride * Stride);

    /// <summary>What the encoder's cells read, their width, and their memory's kernel.</summary>
    internal IEnumerable<(int Inputs, int Width, int Kernel)> EncoderCells => EncoderWidths.Zip(EncoderWidths.Skip(1), (inputs, width) => (inputs, width, 1));

    /// <summary>The same of the decoder's cells. Where maps are large again, memories see their neighbours.</summary>
    internal IEnumerable<(int Inputs, int Width, int Kernel)> DecoderCells
        => DecoderWidths.Select((width, i) => (i == 0 ? DecoderWidths[0] : DecoderWidths[i - 1] / 4, width, i < 2 ? 1 : 3));

    /// <summary>Weights and biases: for readers that must not make a large network of a small file.</summary>
    internal long ParameterCount => Cells(EncoderCells) + Cells(DecoderCells)
        + Convolution(3, EncoderWidths[0], 3) + Convolution(EncoderWidths[^1], Bits, 1) + Convolution(Bits, DecoderWidths[0], 1) + Convolution(DecoderWidths[^1] / 4, 3, 1);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        if (EncoderWidths.Count != Halvings || DecoderWidths.Count != Halvings || EncoderWidths.Concat(DecoderWidths).Any(width => width is < 1 or > MostWidth)
            || DecoderWidths.Any(width => width % 4 != 0) || Bits is < 1 or > MostBits)
            throw new ArgumentException($"EncoderWidths [{string.Join(", ", EncoderWidths)}], DecoderWidths [{string.Join(", ", DecoderWidths)}], Bits {Bits}; "
                + $"expected {Halvings} widths each from 1 to {MostWidth}, the decoder's multiples of 4, and 1 to {MostBits} bits");
    }

    private static long Cells(IEnumerable<(int Inputs, int Width, int Kernel)> cells)
        => cells.Sum(cell => Convolution(cell.Inputs, 4 * cell.Width, 3) + 4L * cell.Width * cell.Width * cell.Kernel * cell.Kernel);

    private static long Convolution(int inputs, int outputs, int kernel) => ((long)inputs * kernel * kernel + 1) * outputs;

    /// <exception cref="ArgumentException">No model may be made for so many iterations.</exception>
    internal static void CheckIterations(int iterations)
    {
        if (iterations is < 1 or > MostIterations)
            throw new ArgumentException($"iterations is {iterations}; allowed is 1 to {MostIterations}");
    }
}
