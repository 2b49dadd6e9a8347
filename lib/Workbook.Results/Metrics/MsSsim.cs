using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>Multi-scale structural similarity: 1 for equal images, towards 0 the less alike they look.</summary>
/// <remarks>
/// Source: Wang, Simoncelli, Bovik, "Multiscale structural similarity for image quality assessment" (Asilomar 2003). Five scales with
/// exponents 0.0448, 0.2856, 0.3001, 0.2363, 0.1333; an 11 x 11 Gaussian window of sigma 1.5, only where it lies wholly inside the image;
/// K1 = 0.01, K2 = 0.03, L = 255. Open in the paper and chosen here as TensorFlow's <c>ssim_multiscale</c> does: colour images count as the
/// mean of the three channels' values; the next scale is the mean of 2 x 2 pixels, the last row or column of an odd side repeated; a
/// negative mean over a scale counts as 0.
/// </remarks>
public static class MsSsim
{
    /// <summary>The smallest side with five scales: 161 pixels, which leaves 11 at the last one.</summary>
    public const int SmallestSide = 16 * (GaussianWindow.Size - 1) + 1;

    private const double C1 = 0.01 * 255 * (0.01 * 255), C2 = 0.03 * 255 * (0.03 * 255);
    private static readonly double[] Exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>MS-SSIM of a colour image: the mean over R, G and B, as learned codecs report it.</summary>
    /// <param name="original">The image before coding.</param>
    /// <param name="decoded">The image after decoding, of the same size.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or a side is below <see cref="SmallestSide"/>.</exception>
    public static double Of(RgbImage original, RgbImage decoded)
    {
        SameSize.Check(original, decoded);
        double sum = 0;
        for (int channel = 0; channel < 3; channel++)
            sum += Of(Plane.Of(original, channel), Plane.Of(decoded, channel));
        return sum / 3;
    }

    /// <summary>MS-SSIM of a grey image, or of the luma of a colour image.</summary>
    /// <param name="original">The image before coding.</param>
    /// <param name="decoded">The image after decoding, of the same size.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or a side is below <see cref="SmallestSide"/>.</exception>
    public static double Of(GrayImage original, GrayImage decoded)
    {
        if (original.Rows != decoded.Rows || original.Columns != decoded.Columns)
            throw new ArgumentException($"the original has {original.Rows} x {original.Columns} pixels, the decoded image "
                + $"{decoded.Rows} x {decoded.Columns}; a metric compares images of one size");
        return Of(Plane.Of(original), Plane.Of(decoded));
    }

    /// <summary>MS-SSIM on a scale that spreads the values close to 1: -10 log10(1 - value).</summary>
    /// <param name="value">MS-SSIM from 0 to 1.</param>
    /// <returns>dB; positive infinity for 1.</returns>
    public static double Decibels(double value) => -10 * Math.Log10(1 - value);

    private static double Of(Plane a, Plane b)
    {
        if (Math.Min(a.Rows, a.Columns) < SmallestSide)
            throw new ArgumentException($"the image has {a.Rows} x {a.Columns} pixels; MS-SSIM with five scales needs sides of at least {SmallestSide}");
        double product = 1;
        for (int scale = 0; scale < Exponents.Length; scale++)
        {
            var (similarity, contrast) = Similarity(a, b);
            bool last = scale == Exponents.Length - 1;
            product *= Math.Pow(Math.Max(0, last ? similarity : contrast), Exponents[scale]);
            if (!last)
                (a, b) = (a.Halved(), b.Halved());
        }
        return product;
    }

    /// <summary>Single-scale SSIM and its contrast-structure part, each averaged over all window positions.</summary>
    internal static (double Similarity, double Contrast) Similarity(Plane a, Plane b)
    {
        var (meanA, meanB) = (GaussianWindow.Filter(a), GaussianWindow.Filter(b));
        var (squareA, squareB, productAB) = (GaussianWindow.Filter(a * a), GaussianWindow.Filter(b * b), GaussianWindow.Filter(a * b));
        double similarity = 0, contrast = 0;
        for (int i = 0; i < meanA.Values.Length; i++)
        {
            double ma = meanA.Values[i], mb = meanB.Values[i];
            double variances = squareA.Values[i] - ma * ma + squareB.Values[i] - mb * mb, covariance = productAB.Values[i] - ma * mb;
            double c = (2 * covariance + C2) / (variances + C2);
            contrast += c;
            similarity += c * (2 * ma * mb + C1) / (ma * ma + mb * mb + C1);
        }
        return (similarity / meanA.Values.Length, contrast / meanA.Values.Length);
    }
}
