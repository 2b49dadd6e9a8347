using Workbook.Codecs;
using Workbook.Imaging.Standard;

namespace Workbook.Tests.Imaging.Standard;

public sealed class DeepNJpegTests
{
    /// <summary>Deviations fall from frequency to frequency, from 630 to 0.</summary>
    private static readonly double[] Falling = [.. Enumerable.Range(0, 64).Select(i => 10.0 * (63 - i))];

    [Fact]
    public void Steps_follow_the_deviations_in_three_straight_parts()
    {
        var codec = new DeepNJpeg(new(Falling, [.. Falling.Reverse()]));
        Assert.Equal(codec.Luma.Order(), codec.Luma);
        Assert.Equal(codec.Luma.Reverse(), codec.Chroma);
        // 5 at the largest deviation, 20 at the 6th, 60 at the 28th (360), 255 at none.
        Assert.Equal((5, 20, 60, 255), (codec.Luma[0], codec.Luma[5], codec.Luma[27], codec.Luma[63]));
        Assert.Equal(40, codec.Luma[16]); // half way from 580 to 360
        Assert.Equal(Math.Round(255 - 195 * 180 / 360.0, MidpointRounding.ToEven), codec.Luma[45]);
    }

    [Fact]
    public void Steps_are_clamped_to_what_a_baseline_file_can_hold()
    {
        Assert.All(new DeepNJpeg(new(Falling, Falling), 1000).Luma, step => Assert.Equal(255, step));
        Assert.All(new DeepNJpeg(new(Falling, Falling), 0.001).Luma, step => Assert.Equal(1, step));
        Assert.All(new DeepNJpeg(new(new double[64], new double[64])).Luma, step => Assert.InRange(step, 1, 255));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeepNJpeg(new(Falling, Falling), 0));
        Assert.Contains("63 deviations", Assert.Throws<ArgumentException>(() => new DeepNStatistics(new double[63], Falling)).Message);
    }

    /// <summary>A wave along the columns that is frequency 2 of a block: its coefficient alternates between plus and minus 4 sqrt(2) times its amplitude.</summary>
    [Fact]
    public void The_deviation_of_a_wave_is_that_of_its_frequency_alone()
    {
        var image = new RgbImage(16, 32);
        for (var i = 0; i < image.PixelCount; i++)
            image.Pixels.AsSpan(3 * i, 3).Fill((byte)Math.Round(128 + (i / 8 % 2 == 0 ? 1 : -1) * 100 * Math.Cos((2 * (i % 8) + 1) * 2 * Math.PI / 16)));
        var statistics = DeepNStatistics.Of([image]);
        const double rounding = 3.7; // half a level times the sum of the basis' magnitudes
        Assert.Equal(400 * Math.Sqrt(2), statistics.Luma[2], rounding);
        Assert.All(Enumerable.Range(0, 64).Where(i => i != 2), i => Assert.InRange(statistics.Luma[i], 0, rounding));
        Assert.All(statistics.Chroma, deviation => Assert.InRange(deviation, 0, 0.01));
        Assert.Contains("16 x 16", Assert.Throws<ArgumentException>(() => DeepNStatistics.Of([new RgbImage(15, 99)])).Message);
    }

    [Fact]
    public void Files_carry_the_tables_and_the_ordinary_reader_reads_them()
    {
        var image = TestImages.Texture(96, 80, grain: 6);
        var codec = new DeepNJpeg(DeepNStatistics.Of([image]), 0.8);
        var stream = codec.Encode(image);
        var (luma, chroma) = Tables(stream);
        Assert.Equal(codec.Luma, luma);
        Assert.Equal(codec.Chroma, chroma);
        Assert.Equal(codec.Decode(stream).Pixels, new Jpeg(1).Decode(stream).Pixels);
        Assert.True(TestImages.Psnr(image, codec.Decode(stream)) > 28, $"{TestImages.Psnr(image, codec.Decode(stream))} dB");
        Assert.True(new DeepNJpeg(DeepNStatistics.Of([image]), 4).Encode(image).Length < stream.Length);
    }

    /// <summary>At the bytes of an ordinary file, frequencies that vary little in the domain are kept less well and all together better.</summary>
    [Fact]
    public void At_equal_bytes_frequencies_of_low_deviation_get_less()
    {
        var image = Waves();
        var (statistics, ordinary) = (DeepNStatistics.Of([image]), new Jpeg(20).Encode(image));
        var scale = 0.1;
        while (new DeepNJpeg(statistics, scale).Encode(image).Length > ordinary.Length)
            scale *= 1.1;
        var codec = new DeepNJpeg(statistics, scale);
        var decoded = codec.Decode(codec.Encode(image));
        var (steps, usual) = (codec.Luma, Tables(ordinary).Luma);
        var byDeviation = Enumerable.Range(0, 64).OrderBy(i => statistics.Luma[i]).ToArray();
        double Mean(IReadOnlyList<byte> table, IEnumerable<int> places) => places.Average(i => Math.Log(table[i]));
        Assert.True(Mean(steps, byDeviation[^6..]) < Mean(usual, byDeviation[^6..]));
        Assert.True(TestImages.Psnr(image, decoded) > TestImages.Psnr(image, new Jpeg(20).Decode(ordinary)));
    }

    /// <summary>Fine stripes, which eyes see badly and the standard's tables spare.</summary>
    private static RgbImage Waves()
    {
        var image = TestImages.Texture(96, 96, grain: 4);
        for (var i = 0; i < image.PixelCount; i++)
            for (var k = 0; k < 3; k++)
                image.Pixels[3 * i + k] = (byte)Math.Clamp(image.Pixels[3 * i + k] + 40 * Math.Sin(i % 96 * 2.5 + i / 96 / 7.0), 0, 255);
        return image;
    }

    /// <summary>The two tables of a file in the order of a block's rows, from its DQT segments (ITU-T T.81, B.2.4.1).</summary>
    private static (byte[] Luma, byte[] Chroma) Tables(byte[] file)
    {
        var tables = new byte[2][];
        for (var at = 2; file[at + 1] != 0xDA; at += 2 + (file[at + 2] << 8 | file[at + 3]))
            for (var t = at + 4; file[at + 1] == 0xDB && t < at + 2 + (file[at + 2] << 8 | file[at + 3]); t += 65)
                tables[file[t]] = [.. Enumerable.Range(0, 64).Select(i => file[t + 1 + ZigZag(i)])];
        return (tables[0], tables[1]);
    }

    /// <summary>Where place 8 v + u stands among the diagonals.</summary>
    private static int ZigZag(int place) => Enumerable.Range(0, 64)
        .OrderBy(i => i / 8 + i % 8).ThenBy(i => (i / 8 + i % 8) % 2 == 0 ? i % 8 : i / 8).ToList().IndexOf(place);
}
