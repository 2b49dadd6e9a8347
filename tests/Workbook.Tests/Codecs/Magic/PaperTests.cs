using Workbook.Codecs;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class PaperTests
{
    private static readonly MagicOptions Paper = new() { Profile = MagicProfile.Paper, PointDivisor = 4 };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(64, 64)]
    [InlineData(65, 47)]
    [InlineData(227, 227)]
    public void The_length_is_that_of_the_formula(int rows, int columns)
    {
        foreach (var knowledge in new[] { Sample.Knowledge, Sample.FourColors })
        {
            var encoding = new MagicEncoder(knowledge).EncodeWithParts(Sample.Image(rows, columns, 5), Paper);
            var bits = 64 + 12 * encoding.Labels.Count + knowledge.PaletteBits * encoding.Mesh.Triangles.Length;
            Assert.Equal((bits + 7) / 8, encoding.Stream.Length);
            Assert.Equal(8 * encoding.Stream.Length, encoding.Bits.Total);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_bits_are_those_of_section_IV_B_packed_by_hand(bool covered)
    {
        var (knowledge, image) = (Sample.Knowledge, Sample.Image(130, 97, 6));
        var encoding = new MagicEncoder(knowledge).EncodeWithParts(image, Paper with { CoveredGrid = covered });
        var means = Means(TriangleRaster.Owners(encoding.Mesh), encoding.Mesh.Triangles.Length, image);
        var text = Field(130, 16) + Field(97, 16) + Field(12 + (covered ? 32768 : 0), 16) + Field(64, 16)
            + string.Concat(encoding.Labels.Select(label => Field(label, 12)))
            + string.Concat(means.Select(mean => Field(knowledge.Palette.Nearest(mean), 8)));
        text = text.PadRight((text.Length + 7) / 8 * 8, '0');
        var packed = Enumerable.Range(0, text.Length / 8).Select(i => Convert.ToByte(text.Substring(8 * i, 8), 2)).ToArray();
        Assert.Equal(packed, encoding.Stream);
    }

    [Fact]
    public void Labels_are_the_prediction_divided_by_d_and_rounded_down()
    {
        var (knowledge, image) = (Sample.Knowledge, Sample.Image(130, 97, 6));
        var predicted = knowledge.Predictor.Predict(image.ToGray());
        foreach (var d in new[] { 1, 2.5, 12 })
            Assert.Equal(predicted.Select(p => (int)Math.Floor(Math.Max(p, 0) / d)),
                new MagicEncoder(knowledge).EncodeWithParts(image, Paper with { PointDivisor = d }).Labels);
    }

    [Fact]
    public void A_changed_byte_gives_an_image_or_a_BitstreamException()
    {
        var stream = new MagicEncoder(Sample.Knowledge).Encode(Sample.Image(65, 47, 7), Paper);
        var decoder = new MagicDecoder(Sample.Knowledge);
        var limited = new DecodeOptions { Limits = new Limits { MaxPixels = 1 << 20 } };
        for (var bit = 0; bit < 8 * stream.Length; bit++)
        {
            stream[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                Assert.True(decoder.Decode(stream, limited).PixelCount > 0);
            }
            catch (BitstreamException)
            {
            }
            stream[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void Missing_and_trailing_bytes_are_refused()
    {
        var stream = new MagicEncoder(Sample.FourColors).Encode(Sample.Image(65, 47, 7), Paper);
        var decoder = new MagicDecoder(Sample.FourColors);
        for (var length = 0; length < stream.Length; length++)
            Assert.Throws<BitstreamException>(() => decoder.Decode(stream.AsSpan(0, length)));
        Assert.Throws<BitstreamException>(() => decoder.Decode([.. stream, 0]));
    }

    [Fact]
    public void Filling_bits_must_be_zero()
    {
        // A single pixel: 64 bits of header, 12 of label and 2 of colour leave 2 to fill up.
        var stream = new MagicEncoder(Sample.FourColors).Encode(new RgbImage(1, 1), Paper);
        Assert.Equal(10, stream.Length);
        stream[^1] |= 1;
        Assert.Throws<BitstreamException>(() => new MagicDecoder(Sample.FourColors).Decode(stream));
    }

    private static string Field(int value, int bits) => Convert.ToString(value, 2).PadLeft(bits, '0');

    /// <summary>Means by looking at each pixel; a triangle without pixels takes the one before.</summary>
    private static Rgb[] Means(int[] owners, int triangles, RgbImage image)
    {
        var means = new Rgb[triangles];
        var pixels = owners.Select((owner, i) => (owner, i)).ToLookup(x => x.owner, x => x.i);
        for (var t = 0; t < triangles; t++)
            means[t] = pixels.Contains(t) ? new Rgb(Mean(pixels[t], 0), Mean(pixels[t], 1), Mean(pixels[t], 2)) : t > 0 ? means[t - 1] : default;
        byte Mean(IEnumerable<int> of, int k) => (byte)Math.Floor(of.Average(i => image.Pixels[3 * i + k]) + 0.5);
        return means;
    }
}
