using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class ImageMetricTests
{
    [Fact]
    public void Bits_per_pixel_count_the_whole_stream() => Assert.Equal(0.5, BitsPerPixel.Of(125, 40, 50));

    [Fact]
    public void Psnr_of_a_hand_made_pair()
    {
        // One of 12 values differs by 6: MSE 3, PSNR 10 log10(65025 / 3).
        var decoded = new RgbImage(2, 2);
        decoded.Pixels[7] = 6;
        Assert.Equal(3, Psnr.MeanSquaredError(new RgbImage(2, 2), decoded));
        Assert.Equal(43.359, Psnr.Of(new RgbImage(2, 2), decoded), 0.001);
    }

    [Fact]
    public void Equal_images_have_infinite_psnr_count_as_99_in_an_average_and_have_ms_ssim_1()
    {
        var image = FormulaImages.Smooth(170, 180);
        Assert.Equal(double.PositiveInfinity, Psnr.Of(image, image));
        Assert.Equal(99, Psnr.ForAverage(Psnr.Of(image, image)));
        Assert.Equal(1, MsSsim.Of(image, image), 1e-12);
    }

    // From an implementation in Python written for this test (NumPy 1.24, scipy.ndimage.correlate1d, np.pad symmetric); its single scale
    // agrees with skimage.metrics.structural_similarity (0.9676189571955206) cropped by 5 pixels.
    [Theory]
    [InlineData(227, 227, 0.9980029330465948, 33.13195439447061)]
    [InlineData(161, 200, 0.9975685951441821, 33.1331034146607)]
    public void Ms_ssim_and_psnr_agree_with_independent_implementations(int rows, int columns, double similarity, double psnr)
    {
        var (original, decoded) = (FormulaImages.Smooth(rows, columns), FormulaImages.Coarse(rows, columns));
        Assert.Equal(similarity, MsSsim.Of(original, decoded), 1e-10);
        Assert.Equal(psnr, Psnr.Of(original, decoded), 1e-10);
    }

    [Fact]
    public void One_scale_agrees_with_scikit_image()
    {
        var (a, b) = (Plane.Of(FormulaImages.Smooth(227, 227), 0), Plane.Of(FormulaImages.Coarse(227, 227), 0));
        Assert.Equal(0.9676189571955206, MsSsim.Similarity(a, b).Similarity, 1e-10);
    }

    [Fact]
    public void Ms_ssim_refuses_images_too_small_for_five_scales()
    {
        var error = Assert.Throws<ArgumentException>(() => MsSsim.Of(new RgbImage(160, 300), new RgbImage(160, 300)));
        Assert.Contains("161", error.Message);
    }

    [Fact]
    public void Metrics_refuse_images_of_two_sizes()
    {
        Assert.Throws<ArgumentException>(() => Psnr.Of(new RgbImage(2, 3), new RgbImage(3, 2)));
        Assert.Throws<ArgumentException>(() => MsSsim.Of(new GrayImage(200, 300), new GrayImage(300, 200)));
    }
}
