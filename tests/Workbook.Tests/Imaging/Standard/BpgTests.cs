using Workbook.Codecs;
using Workbook.Imaging.Standard;

namespace Workbook.Tests.Imaging.Standard;

public sealed class BpgTests
{
    private static readonly HevcTools Tools = new(0, 3, 0, 3, 2, Offset: true, Smooth: true);

    [Theory]
    [InlineData(25, 47)]
    [InlineData(131, 64)]
    public void Files_hold_the_pixels_of_the_raw_stream_in_fewer_bytes(int rows, int columns)
    {
        Require();
        var image = TestImages.Texture(rows, columns, grain: 6);
        foreach (var fullColor in new[] { false, true })
        {
            var (raw, file) = (new Hevc(30, fullColor, "superfast").Encode(image), new Bpg(30, fullColor, level: 1).Encode(image));
            Assert.InRange(file.Length, 1, raw.Length - 60);
            Assert.Equal(new Hevc(30).Decode(raw).Pixels, new Bpg(0).Decode(file).Pixels);
            Assert.Equal((rows, columns), new Bpg(0).Size(file));
        }
    }

    /// <summary>Worked out from the field lists of the BPG specification: 64 of x265's usual tools are ue(0) ue(3) ue(0) ue(3) ue(2) 1 0 1 0.</summary>
    [Fact]
    public void A_header_is_that_of_the_specification_byte_by_byte()
    {
        var file = new BpgHeader(574, 500, true, Tools).With([7, 8, 9]);
        Assert.Equal("425047FB60008374843E0003924740070809", Convert.ToHexString(file));
        var header = BpgHeader.Open(file, Limits.Default, out var picture);
        Assert.Equal((574, 500, true, Tools), (header.Rows, header.Columns, header.FullColor, header.Tools));
        Assert.Equal([7, 8, 9], picture.ToArray());
    }

    [Fact]
    public void Parameter_sets_come_back_from_what_is_kept_of_them()
    {
        foreach (var tools in new[] { Tools, new(1, 2, 0, 3, 0, Offset: false, Smooth: false), new(0, 1, 0, 2, 4, Offset: true, Smooth: false) })
            foreach (var fullColor in new[] { false, true })
            {
                var (found, picture) = ParameterSets.Split(ParameterSets.Join(tools, 1024, 65536, fullColor, [1, 2, 3]), 1024, 65536, fullColor);
                Assert.Equal(tools, found);
                Assert.Equal([1, 2, 3], picture);
            }
        Assert.Contains("instead of 1032", Assert.Throws<PlatformNotSupportedException>(() => ParameterSets.Split(ParameterSets.Join(Tools, 1024, 64, true, [1]), 1032, 64, true)).Message);
    }

    [Fact]
    public void Every_prefix_of_a_header_and_other_kinds_of_file_are_refused()
    {
        var good = new BpgHeader(128, 96, false, Tools).With([]);
        for (var length = 0; length < good.Length; length++)
            Assert.Throws<BitstreamException>(() => new Bpg(0).Size(good.AsSpan(0, length)));
        foreach (var (at, value, words) in new[] { (4, 0x30, "format 3000"), (5, 0x08, "format 2008"), (6, 0x80, "begins with zeros"), (6, 0, "asks for"), (11, 0xFF, "") })
        {
            var bad = (byte[])good.Clone();
            bad[at] = (byte)value;
            Assert.Contains(words, Assert.Throws<BitstreamException>(() => new Bpg(0).Size(bad)).Message);
        }
        Assert.Throws<BitstreamException>(() => new Bpg(0) { Limits = Limits.Default with { MaxPixels = 128 * 96 - 1 } }.Size(good));
    }

    [Fact]
    public void Damaged_files_give_an_image_or_a_BitstreamException()
    {
        Require();
        var codec = new Bpg(35, level: 1);
        var good = codec.Encode(TestImages.Texture(32, 32));
        for (var at = 0; at < good.Length; at += 1 + good.Length / 6)
        {
            var damaged = (byte[])good.Clone();
            damaged[at] ^= 16;
            foreach (var bad in new[] { damaged, good[..at] })
                try
                {
                    codec.Decode(bad);
                }
                catch (BitstreamException)
                {
                }
        }
    }

    [Fact]
    public void Settings_and_sizes_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bpg(52));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bpg(30, level: 0));
        Assert.Equal("BPG 4:4:4 QP=30", new Bpg(30, fullColor: true).Name);
        Assert.Contains("24 x 40", Assert.Throws<ArgumentException>(() => new Bpg(30).Encode(new RgbImage(24, 40))).Message);
    }

    private static void Require() => Assert.SkipWhen(Bpg.WhyMissing is not null, Bpg.WhyMissing ?? "");
}
