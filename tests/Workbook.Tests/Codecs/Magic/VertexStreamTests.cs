using CsCheck;
using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class VertexStreamTests
{
    private static readonly MagicOptions Vertex = new() { Profile = MagicProfile.Vertex };
    private static readonly MagicEncoder Encoder = new(Sample.Knowledge);
    private static readonly MagicDecoder Decoder = new(Sample.Knowledge);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 90)]
    [InlineData(90, 1)]
    [InlineData(2, 2)]
    [InlineData(64, 200)]
    [InlineData(128, 128)]
    public void A_finer_quantiser_gives_a_better_image(int rows, int columns)
    {
        var image = Sample.Image(rows, columns, 5);
        double last = double.MaxValue;
        foreach (var step in new[] { 200, 40, 5, 0.15 })
        {
            var decoded = Decoder.Decode(Encoder.Encode(image, Vertex with { QuantizerStep = step, GridStep = (int)Math.Max(1, step / 3) }));
            Assert.Equal((rows, columns), (decoded.Rows, decoded.Columns));
            Assert.True(rows * columns < 1000 || Error(image, decoded) < last);
            last = Error(image, decoded);
        }
        Assert.InRange(last, 0, 6);
    }

    [Fact]
    public void It_is_three_times_smaller_than_paper_at_a_better_picture()
    {
        var (images, paper) = (Enumerable.Range(50, 8).Select(i => Sample.Image(128, 128, (ulong)i)).ToArray(), Vertex with { Profile = MagicProfile.Paper });
        var flat = images.Select(image => Encoder.Encode(image, paper)).ToArray();
        var smooth = images.Select(image => Encoder.Encode(image, Vertex)).ToArray();
        Assert.True(3 * smooth.Sum(s => s.Length) < flat.Sum(s => s.Length));
        Assert.True(images.Zip(smooth).Sum(p => Error(p.First, Decoder.Decode(p.Second))) < images.Zip(flat).Sum(p => Error(p.First, Decoder.Decode(p.Second))));
    }

    [Fact]
    public void Every_prefix_and_every_changed_bit_is_refused()
    {
        foreach (var size in new[] { 128, 60 })
        {
            var good = Encoder.Encode(Sample.Image(size, size, 8), Vertex);
            Assert.Equal(8 * good.Length, Damage.Survive(good, bytes => Decoder.Decode(bytes)));
        }
    }

    [Fact]
    public void Any_payload_gives_an_image_or_is_refused() => Gen.Byte.Array[0, 60].Sample(payload =>
    {
        var header = new StreamHeader(100, 90, Workbook.Codecs.Geometry.GridSpray.PaperStep(100, 90), true, payload.Length % 32);
        var stream = SealedStream.Seal(Sample.Knowledge, StreamKind.Vertex, header, payload, out _);
        try
        {
            Assert.Equal(100, Decoder.Decode(stream).Rows);
        }
        catch (BitstreamException)
        {
        }
    }, iter: 300);

    [Fact]
    public void An_image_of_the_usual_size_has_six_bytes_of_frame() =>
        Assert.Equal(6 * 8, Encoder.EncodeWithParts(Sample.Image(128, 128, 3), Vertex).Bits is var b ? b.Header + b.Checksum : 0);

    [Fact]
    public void Parts_name_the_mesh_and_the_stream_is_the_one_of_Encode()
    {
        var image = Sample.Image(128, 100, 3);
        var parts = Encoder.EncodeWithParts(image, Vertex with { GridStep = 9 });
        Assert.Equal(Encoder.Encode(image, Vertex with { GridStep = 9 }), parts.Stream);
        Assert.Equal((9, 8 * parts.Stream.Length), (parts.GridStep, (int)parts.Bits.Total));
        Assert.Equal(16 * 12, parts.Mesh.Points.Length);
        Assert.All(parts.Labels, label => Assert.Equal(0, label));
    }

    [Fact]
    public void More_vertices_than_allowed_are_refused_before_memory_is_taken()
    {
        // The payload asks for grid step 1: two even bits, usual chroma, then the unusual step 1 - 1 in seven bits.
        var encoder = new Workbook.Codecs.Entropy.RangeEncoder();
        var unusual = new Workbook.Codecs.Entropy.AdaptiveBit(61440, 16);
        encoder.EncodeBits(0, 2);
        encoder.Encode(ref unusual, 0);
        unusual = new Workbook.Codecs.Entropy.AdaptiveBit(61440, 16);
        encoder.Encode(ref unusual, 1);
        encoder.EncodeBits(0, 7);
        var header = new StreamHeader(5000, 5000, Workbook.Codecs.Geometry.GridSpray.PaperStep(5000, 5000), true, 20);
        var stream = SealedStream.Seal(Sample.Knowledge, StreamKind.Vertex, header, encoder.Finish(), out _);
        Assert.Contains("vertices", Assert.Throws<BitstreamException>(() => Decoder.Decode(stream)).Message);
    }

    [Fact]
    public void Smoothing_works_on_vertex_streams()
    {
        var stream = Encoder.Encode(Sample.Image(128, 128, 4), Vertex);
        Assert.Equal(Decoder.Decode(stream).Pixels, Decoder.Decode(stream, new DecodeOptions { Smoothing = Smoothing.Subdivision }).Pixels);
        Assert.NotEqual(Decoder.Decode(stream).Pixels, Decoder.Decode(stream, new DecodeOptions { Smoothing = Smoothing.Gaussian(2) }).Pixels);
    }

    private static double Error(RgbImage a, RgbImage b) => a.Pixels.Zip(b.Pixels, (x, y) => (double)(x - y) * (x - y)).Average();
}
