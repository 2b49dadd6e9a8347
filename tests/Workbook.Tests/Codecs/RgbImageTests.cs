using Workbook.Codecs;

namespace Workbook.Tests.Codecs;

public class RgbImageTests
{
    [Fact]
    public void Luma_is_that_of_the_formula_for_every_number_of_pixels()
    {
        for (var columns = 1; columns < 40; columns++)
        {
            var image = new RgbImage(1, columns);
            var random = new SeededRandom(1, (ulong)columns);
            foreach (ref var value in image.Pixels.AsSpan())
                value = (byte)random.Next(256);
            var expected = image.Pixels.Chunk(3).Select(p => (byte)Math.Floor((9798 * p[0] + 19235 * p[1] + 3735 * p[2]) / 32768.0 + 0.5));
            Assert.Equal(expected, image.ToGray().Pixels);
        }
    }
}
