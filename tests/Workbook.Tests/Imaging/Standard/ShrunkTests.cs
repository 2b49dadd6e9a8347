using Workbook.Codecs;
using Workbook.Imaging.Standard;

namespace Workbook.Tests.Imaging.Standard;

public class ShrunkTests
{
    [Fact]
    public void Shrinking_takes_the_mean_of_the_pixels_that_are_there()
    {
        var small = AreaShrink.Apply(Gray(3, 3, 0, 10, 20, 30, 41, 50, 60, 70, 80), 2);
        Assert.Equal((2, 2), (small.Rows, small.Columns));
        Assert.Equal([20, 35, 65, 80], small.ToGray().Pixels); // (0+10+30+41)/4, (20+50)/2, (60+70)/2, 80
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_flat_image_stays_flat_and_a_ramp_stays_a_ramp(int factor)
    {
        var flat = new RgbImage(19, 13);
        Array.Fill(flat.Pixels, (byte)201);
        Assert.Equal(flat.Pixels, CubicEnlarge.Apply(AreaShrink.Apply(flat, factor), factor, 19, 13).Pixels);

        var ramp = Gray(1, 64, [.. Enumerable.Range(0, 64).Select(column => 3 * column + 20)]);
        var back = CubicEnlarge.Apply(AreaShrink.Apply(ramp, factor), factor, 1, 64);
        for (var column = 2 * factor; column < 64 - 2 * factor; column++)
            Assert.InRange(back.Pixels[3 * column], 3 * column + 19, 3 * column + 21);
    }

    [Fact]
    public void The_original_size_costs_one_byte()
    {
        var image = TestImages.Texture(227, 230);
        var small = AreaShrink.Apply(image, 8);
        var stream = new Shrunk(new WebP(30), 8).Encode(image);
        Assert.Equal(0b11_101_010, stream[0]); // 29 x 8 - 227 = 5 rows, 29 x 8 - 230 = 2 columns
        Assert.Equal(new WebP(30).Encode(small), stream[1..]);
    }

    [Fact]
    public void A_stream_of_another_factor_is_refused_by_name()
    {
        var stream = new Shrunk(new WebP(30), 8).Encode(TestImages.Texture(9, 9));
        Assert.Contains("shrunk by 8", Assert.Throws<BitstreamException>(() => new Shrunk(new WebP(30), 4).Decode(stream)).Message);
    }

    private static RgbImage Gray(int rows, int columns, params int[] values) =>
        new(rows, columns, [.. values.SelectMany(value => Enumerable.Repeat((byte)value, 3))]);
}
