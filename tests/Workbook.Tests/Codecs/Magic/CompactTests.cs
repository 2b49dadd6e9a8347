using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class CompactTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(64, 64)]
    [InlineData(65, 47)]
    [InlineData(128, 128)]
    [InlineData(227, 227)]
    public void Compact_decodes_to_the_image_of_paper(int rows, int columns)
    {
        foreach (var knowledge in new[] { Sample.Knowledge, Sample.FourColors })
            foreach (var options in new[] { new MagicOptions { PointDivisor = 2 }, new MagicOptions { CoveredGrid = false }, new MagicOptions { GridStep = 9 } })
            {
                var (image, decoder) = (Sample.Image(rows, columns, (ulong)columns), new MagicDecoder(knowledge));
                var compact = new MagicEncoder(knowledge).EncodeWithParts(image, options);
                var paper = new MagicEncoder(knowledge).Encode(image, options with { Profile = MagicProfile.Paper });
                Assert.Equal(decoder.Decode(paper).Pixels, decoder.Decode(compact.Stream).Pixels);
                Assert.Equal(8 * compact.Stream.Length, compact.Bits.Total);
            }
    }

    [Fact]
    public void Compact_is_at_least_35_percent_smaller_with_256_colors_and_55_percent_with_4()
    {
        Assert.True(Size(Sample.Knowledge, MagicProfile.Compact) < 0.65 * Size(Sample.Knowledge, MagicProfile.Paper));
        Assert.True(Size(Sample.FourColors, MagicProfile.Compact) < 0.45 * Size(Sample.FourColors, MagicProfile.Paper));
    }

    [Fact]
    public void Every_prefix_and_every_changed_bit_is_refused()
    {
        var good = new MagicEncoder(Sample.Knowledge).Encode(Sample.Image(65, 47, 8), new MagicOptions { PointDivisor = 4 });
        Assert.Equal(8 * good.Length, Damage.Survive(good, bytes => new MagicDecoder(Sample.Knowledge).Decode(bytes)));
    }

    [Fact]
    public void Another_knowledge_is_refused_and_both_are_named()
    {
        var other = Sample.Learn(8, seed: 2, images: 2);
        var stream = new MagicEncoder(Sample.Knowledge).Encode(Sample.Image(65, 47, 8));
        var refused = Assert.Throws<BitstreamException>(() => new MagicDecoder(other).Decode(stream));
        Assert.Contains(Sample.Knowledge.Fingerprint[..4], refused.Message);
        Assert.Contains(other.Fingerprint[..8], refused.Message);
    }

    [Fact]
    public void A_size_over_the_limit_is_refused_before_memory_is_taken()
    {
        var stream = new MagicEncoder(Sample.Knowledge).Encode(Sample.Image(65, 47, 8));
        var limits = new DecodeOptions { Limits = new Limits { MaxPixels = 65 * 47 - 1 } };
        Assert.Contains("65 x 47", Assert.Throws<BitstreamException>(() => new MagicDecoder(Sample.Knowledge).Decode(stream, limits)).Message);
    }

    [Fact]
    public void The_header_can_be_read_without_the_knowledge()
    {
        var encoder = new MagicEncoder(Sample.Knowledge);
        var other = MagicDecoder.Inspect(encoder.Encode(Sample.Image(65, 47, 8), new MagicOptions { GridStep = 9, CoveredGrid = false }));
        Assert.Equal((MagicProfile.Compact, 65, 47, 9, false), (other.Profile, other.Rows, other.Columns, other.GridStep, other.CoveredGrid));
        var usual = MagicDecoder.Inspect(encoder.Encode(Sample.Image(128, 128, 8)));
        Assert.Equal((null, null, Sample.Knowledge.Fingerprint[..4]), (usual.Rows, usual.Columns, usual.KnowledgeId));
    }

    private static int Size(MagicKnowledge knowledge, MagicProfile profile) => Enumerable.Range(100, 4).Sum(seed =>
        new MagicEncoder(knowledge).Encode(Sample.Image(128, 128, (ulong)seed), new MagicOptions { Profile = profile, PointDivisor = 4 }).Length);
}
