using System.IO.Hashing;
using Workbook.Codecs;
using Workbook.Codecs.Geometry;

namespace Workbook.Tests.Codecs.Geometry;

public class CannyTests
{
    // From scikit-image 0.19.3: e = canny(v, sigma=s) on the image below (built with numpy.mgrid), then e.sum() and
    // zlib.crc32(e.astype(uint8).tobytes()). 52 photographs and 50 noise images gave equal edges too;
    // exact checkerboards differ, where the last bit of a double decides between equal neighbours.
    [Theory]
    [InlineData(1.0, 84, 0xb2c7288a)]
    [InlineData(2.0, 92, 0xf2c429b6)]
    public void Edges_are_those_of_scikit_image(double sigma, int count, uint crc)
    {
        var image = new GrayImage(48, 56);
        for (int r = 0; r < 48; r++)
            for (int c = 0; c < 56; c++)
                image.Pixels[r * 56 + c] = (byte)(60 + ((r - 20) * (r - 20) + (c - 25) * (c - 25) < 150 ? 100 : 0)
                    + (r * 31 + c * 17 + r * c * 7) % 23 + (r + 2 * c) / 4);
        bool[] edges = Canny.Edges(image, sigma);
        Assert.Equal(count, edges.Count(edge => edge));
        Assert.Equal(crc, Crc32.HashToUInt32([.. edges.Select(edge => edge ? (byte)1 : (byte)0)]));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Small_images_have_no_edge_on_their_border(int rows, int columns)
    {
        var image = new GrayImage(rows, columns);
        image.Pixels[0] = 255;
        bool[] edges = Canny.Edges(image);
        Assert.Equal(rows * columns, edges.Length);
        for (int i = 0; i < edges.Length; i++)
            Assert.False(edges[i] && (i / columns % (rows - 1) == 0 || i % columns % (columns - 1) == 0));
    }

    [Fact]
    public void A_weak_edge_stays_only_where_it_hangs_together_with_a_strong_one()
    {
        var image = new GrayImage(40, 40);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = i % 40 < 20 ? (byte)100 : (byte)110;
        Assert.DoesNotContain(true, Canny.Edges(image, low: 25, high: 51));
        for (int i = 0; i < 5 * 40; i++)
            image.Pixels[i] = i % 40 < 20 ? (byte)0 : (byte)255;
        Assert.True(Canny.Edges(image, low: 25, high: 51).Count(edge => edge) > 30);
    }
}
