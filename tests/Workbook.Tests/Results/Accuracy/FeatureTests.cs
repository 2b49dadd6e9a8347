using Workbook.Codecs;
using Workbook.Results.Accuracy;

namespace Workbook.Tests.Results.Accuracy;

public class FeatureTests
{
    // Pillow 9.4, every channel as mode "F": resize((columns, rows), BILINEAR).
    [Theory]
    [InlineData(57, 40, 24, 31, 221.95956420898438, 75.17582702636719, 7.381924152374268, 85.43497754171591)]
    [InlineData(20, 33, 50, 12, 55.37036895751953, 23.400001525878906, 13.451665878295898, 26.303086392321728)]
    public void Resizing_agrees_with_Pillow(int rows, int columns, int newRows, int newColumns, float redCorner, float greenCentre, float blue, double mean)
    {
        var resized = PlanarImage.Of(FormulaImages.Smooth(rows, columns), newRows, newColumns);
        Assert.Equal(redCorner, resized.Channel(0)[^1], 1e-3f);
        Assert.Equal(greenCentre, resized.Channel(1)[newRows / 2 * newColumns + newColumns / 2], 1e-3f);
        Assert.Equal(blue, resized.Channel(2)[3 * newColumns + 5], 1e-3f);
        Assert.Equal(mean, resized.Values.Average(v => (double)v), 1e-4);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(227, 227)]
    [InlineData(3, 500)]
    public void Hand_made_features_are_finite_for_images_of_any_size(int rows, int columns)
    {
        var extractor = new HandmadeFeatures();
        foreach (var image in (RgbImage[])[new(rows, columns), FormulaImages.Coarse(rows, columns)])
        {
            float[] features = extractor.Extract(image);
            Assert.Equal(extractor.Length, features.Length);
            Assert.All(features, value => Assert.InRange(value, -1.01f, 1.01f));
            Assert.Equal(features, extractor.Extract(image));
        }
    }

    [Fact]
    public void Upright_stripes_vote_for_one_direction_and_give_no_hue()
    {
        var image = new RgbImage(128, 128);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(i / 3 % 128 / 8 % 2 * 255);
        var writer = new FeatureWriter(OrientedGradients.Length);
        OrientedGradients.Write(PlanarImage.Of(image, 128, 128).Luma(), writer);
        float[] sorted = writer.ToArray()[^9..];
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1], sorted, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void A_network_gets_the_pixels_as_its_options_say()
    {
        using var network = TinyNetwork.Write();
        using var features = new OnnxFeatures(network.Path, new() { Output = "mean", Side = 4, BatchSize = 2 });
        RgbImage[] images = [new(4, 4), Uniform(9, 7, 255, 51, 0), Uniform(2, 2, 0, 0, 255)];
        Assert.Equal(3, features.Length);
        // v / 127.5 - 1 of a uniform image, whatever its size.
        float[][] expected = [[-1, -1, -1], [1, -0.6f, -1], [-1, -1, 1]];
        float[][] found = features.Extract(images);
        for (int i = 0; i < images.Length; i++)
        {
            Assert.Equal(expected[i], found[i], (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.Equal(found[i], features.Extract(images[i]));
        }
    }

    [Fact]
    public void A_bad_network_is_refused_with_what_is_there()
    {
        using var network = TinyNetwork.Write();
        Assert.Contains("outputs are mean", Assert.Throws<FeatureModelException>(() => new OnnxFeatures(network.Path)).Message);
        Assert.Contains("cannot take", Assert.Throws<FeatureModelException>(() => new OnnxFeatures(network.Path, new() { Output = "mean", Side = 5 })).Message);
        Assert.Contains("no network at", Assert.Throws<FeatureModelException>(() => new OnnxFeatures("/no/such.onnx")).Message);
        File.WriteAllBytes(network.Path, [1, 2, 3]);
        Assert.Contains("no network that", Assert.Throws<FeatureModelException>(() => new OnnxFeatures(network.Path)).Message);
    }

    private static RgbImage Uniform(int rows, int columns, byte red, byte green, byte blue)
    {
        var image = new RgbImage(rows, columns);
        for (int i = 0; i < image.Pixels.Length; i += 3)
            (image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]) = (red, green, blue);
        return image;
    }
}
