using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>Peak signal-to-noise ratio of 8-bit images, in dB: higher is closer to the original.</summary>
/// <remarks>PSNR = 10 log10(255^2 / MSE), with one MSE over all pixels and the three channels R, G and B.</remarks>
public static class Psnr
{
    /// <summary>What an image without any error counts in an average, in dB: see <see cref="ForAverage"/>.</summary>
    public const double Cap = 99;

    /// <summary>PSNR of a decoded image.</summary>
    /// <param name="original">The image before coding.</param>
    /// <param name="decoded">The image after decoding, of the same size.</param>
    /// <returns>PSNR in dB; positive infinity where the two images are the same.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double Of(RgbImage original, RgbImage decoded) => FromMeanSquaredError(MeanSquaredError(original, decoded));

    /// <summary>PSNR that belongs to a mean squared error.</summary>
    /// <param name="error">Mean squared error in squared steps of 8 bits, 0 or more.</param>
    /// <returns>PSNR in dB; positive infinity for 0.</returns>
    public static double FromMeanSquaredError(double error) => 10 * Math.Log10(255.0 * 255.0 / error);

    /// <summary>Mean squared error over all pixels and channels, in squared steps of 8 bits.</summary>
    /// <param name="original">The image before coding.</param>
    /// <param name="decoded">The image after decoding, of the same size.</param>
    /// <returns>An exact integer sum, divided once.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double MeanSquaredError(RgbImage original, RgbImage decoded)
    {
        SameSize.Check(original, decoded);
        ReadOnlySpan<byte> a = original.Pixels, b = decoded.Pixels;
        long sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int difference = a[i] - b[i];
            sum += difference * difference;
        }
        return (double)sum / a.Length;
    }

    /// <summary>A PSNR as it enters an average over images: at most <see cref="Cap"/>, so that one perfect image does not make the
    /// average infinite.</summary>
    /// <param name="decibels">PSNR in dB.</param>
    /// <returns>The smaller of the two.</returns>
    public static double ForAverage(double decibels) => Math.Min(decibels, Cap);
}
