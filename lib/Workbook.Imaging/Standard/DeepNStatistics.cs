using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>How much each of the 64 frequencies of a JPEG block varies over the images of a domain: standard deviations in grey levels.</summary>
/// <remarks>
/// Source: Liu et al., "DeepN-JPEG: A Deep Neural Network Favorable JPEG-based Image Compression Framework" (DAC 2018): the larger the deviation of a frequency over
/// the training set, the more a network may learn from it. Deviations are those of coefficients of JPEG's own transform of whole blocks of 8 x 8, luma and chroma
/// apart, chroma after halving, as it is coded.
/// </remarks>
public sealed class DeepNStatistics
{
    /// <summary>Frequencies of a block.</summary>
    public const int Frequencies = 64;

    private const int Side = 8;
    private readonly double[] luma, chroma;

    /// <summary>Takes deviations that are known.</summary>
    /// <param name="luma">64 deviations, row by row: frequency (v, u) at 8 v + u. Not negative.</param>
    /// <param name="chroma">Likewise, of both chroma planes together.</param>
    /// <exception cref="ArgumentException">There are not 64, or one is negative or no number.</exception>
    public DeepNStatistics(IReadOnlyList<double> luma, IReadOnlyList<double> chroma) => (this.luma, this.chroma) = (Checked(luma), Checked(chroma));

    /// <summary>Deviations of luma in grey levels, frequency (v, u) at 8 v + u.</summary>
    public IReadOnlyList<double> Luma => luma;

    /// <summary>Deviations of chroma likewise.</summary>
    public IReadOnlyList<double> Chroma => chroma;

    /// <summary>Measures a domain.</summary>
    /// <param name="images">Training images; blocks cut by a border are left out.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="ArgumentException">No image has a whole block of chroma, 16 x 16 pixels.</exception>
    public static DeepNStatistics Of(IEnumerable<RgbImage> images, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (luma, chroma) = (new BandSums(), new BandSums());
        foreach (var image in images)
        {
            cancel.ThrowIfCancellationRequested();
            luma.Add(Plane(image, 0.299, 0.587, 0.114), image.Rows, image.Columns);
            chroma.Add(Halved(Plane(image, -0.168736, -0.331264, 0.5), image.Rows, image.Columns), image.Rows / 2, image.Columns / 2);
            chroma.Add(Halved(Plane(image, 0.5, -0.418688, -0.081312), image.Rows, image.Columns), image.Rows / 2, image.Columns / 2);
        }
        return chroma.Blocks > 0 ? new(luma.Deviations(), chroma.Deviations())
            : throw new ArgumentException("there is no image of at least 16 x 16 pixels to measure; give some of the domain", nameof(images));
    }

    private static double[] Plane(RgbImage image, double red, double green, double blue)
    {
        var plane = new double[image.PixelCount];
        for (int i = 0, p = 0; i < plane.Length; i++, p += 3)
            plane[i] = red * image.Pixels[p] + green * image.Pixels[p + 1] + blue * image.Pixels[p + 2];
        return plane;
    }

    private static double[] Halved(double[] plane, int rows, int columns)
    {
        var (height, width) = (rows / 2, columns / 2);
        var half = new double[height * width];
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
            {
                var at = 2 * row * columns + 2 * column;
                half[row * width + column] = (plane[at] + plane[at + 1] + plane[at + columns] + plane[at + columns + 1]) / 4;
            }
        return half;
    }

    private static double[] Checked(IReadOnlyList<double> deviations)
    {
        ArgumentNullException.ThrowIfNull(deviations);
        return deviations.Count == Frequencies && deviations.All(value => value >= 0 && double.IsFinite(value)) ? [.. deviations]
            : throw new ArgumentException($"there are {deviations.Count} deviations; {Frequencies} are needed, none negative");
    }

    /// <summary>Sums over blocks of each coefficient and of its square.</summary>
    private sealed class BandSums
    {
        private static readonly double[] Basis = [.. Enumerable.Range(0, Frequencies).Select(i =>
            (i / Side == 0 ? Math.Sqrt(1.0 / Side) : Math.Sqrt(2.0 / Side)) * Math.Cos((2 * (i % Side) + 1) * (i / Side) * Math.PI / (2 * Side)))];

        private readonly double[] sums = new double[Frequencies], squares = new double[Frequencies];

        internal int Blocks { get; private set; }

        internal void Add(double[] plane, int rows, int columns)
        {
            for (var row = 0; row + Side <= rows; row += Side)
                for (var column = 0; column + Side <= columns; column += Side, Blocks++)
                    AddBlock(plane.AsSpan(row * columns + column), columns);
        }

        internal double[] Deviations() => [.. sums.Zip(squares, (sum, square) => Math.Sqrt(Math.Max(0, square / Blocks - sum / Blocks * (sum / Blocks))))];

        private void AddBlock(ReadOnlySpan<double> plane, int stride)
        {
            // F = C f C': along rows, then along columns.
            Span<double> across = stackalloc double[Frequencies];
            for (var row = 0; row < Side; row++)
                for (var u = 0; u < Side; u++)
                    for (var x = 0; x < Side; x++)
                        across[row * Side + u] += Basis[u * Side + x] * plane[row * stride + x];
            for (var v = 0; v < Side; v++)
                for (var u = 0; u < Side; u++)
                {
                    var coefficient = 0.0;
                    for (var y = 0; y < Side; y++)
                        coefficient += Basis[v * Side + y] * across[y * Side + u];
                    sums[v * Side + u] += coefficient;
                    squares[v * Side + u] += coefficient * coefficient;
                }
        }
    }
}
