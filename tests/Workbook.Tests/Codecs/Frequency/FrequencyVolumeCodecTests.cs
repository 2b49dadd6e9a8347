using System.Security.Cryptography;
using Workbook.Codecs;
using Workbook.Codecs.Frequency;

namespace Workbook.Tests.Codecs.Frequency;

public sealed class FrequencyVolumeCodecTests
{
    private static readonly Volume Balls = Make(new(11, 37, 29));

    private static readonly FrequencyTable Low = FrequencyTable.FromSensitivity([.. Enumerable.Range(0, 512).Select(k => 1.0 / (1 + k / 64 + k / 8 % 8 + k % 8))]);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 5, 23)]
    [InlineData(9, 1, 17)]
    [InlineData(20, 16, 3)]
    public void Every_shape_comes_back_with_its_spacing(int depth, int rows, int columns)
    {
        var volume = new Volume(new(depth, rows, columns), Make(new(depth, rows, columns)).Voxels, new(10, 1.5625f, 1.5625f));
        var decoded = new FrequencyVolumeCodec(1 / 16.0).Decode(new FrequencyVolumeCodec(1 / 16.0).Encode(volume));
        Assert.Equal(volume.Shape, decoded.Shape);
        Assert.Equal(new VoxelSpacing(10, 1.562f, 1.562f), decoded.Spacing);
        Assert.All(volume.Voxels.Zip(decoded.Voxels), pair => Assert.InRange(255 * (pair.Second - pair.First), -1.01, 1.01));
    }

    /// <summary>A coefficient is off by half a step where it is rounded and by one and a half where the next smaller level is cheaper; 0.2 is what whole numbers add.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void No_coefficient_is_off_by_more_than_its_quantiser_allows(int deepest)
    {
        var (levels, plan, table) = (VolumeLevels.Of(Balls), new BlockPlan(Balls.Shape, deepest), Low);
        int[] Steps(VolumeShape sides) => table.Steps(sides, 64 * 12);
        var decoded = FrequencyDecoder.Decode(FrequencyEncoder.Encode(levels, plan, Steps).Payload, Balls.Shape, plan, Steps);
        foreach (var place in plan.Places())
        {
            var (before, after) = (plan.Cut(levels, place), plan.Cut(decoded, place));
            CosineTransform.Forward(before, plan.Sides(place));
            CosineTransform.Forward(after, plan.Sides(place));
            // Rounding to grey levels moves a coefficient by at most half a level times the root of the block's size.
            var rounding = 32 * Math.Sqrt(before.Length) + 12;
            Assert.All(before.Zip(after, Steps(plan.Sides(place))), triple => Assert.True(Math.Abs(triple.First - triple.Second) <= 1.5 * triple.Third + rounding));
        }
    }

    [Fact]
    public void More_bytes_give_a_higher_psnr_and_a_uniform_table_the_best_for_its_bytes()
    {
        var plain = new[] { 48.0, 24, 12, 6, 3 }.Select(step => Try(new FrequencyVolumeCodec(step))).ToArray();
        Assert.Equal(plain, plain.OrderBy(result => result.Bytes));
        Assert.Equal(plain, plain.OrderBy(result => result.Psnr));
        var weighted = Try(new FrequencyVolumeCodec(3, Low));
        Assert.True(Enumerable.Range(6, 30).Select(step => Try(new FrequencyVolumeCodec(step))).First(result => result.Bytes <= weighted.Bytes).Psnr > weighted.Psnr);
    }

    [Fact]
    public void The_uniform_table_quantises_a_cosine_like_any_other_of_its_size_and_a_table_of_low_frequencies_drops_the_high_one()
    {
        Volume Wave(int frequency) => new(new(8, 8, 8), [.. Enumerable.Range(0, 512).Select(i => 0.5f + 0.1f * (float)Math.Cos(Math.PI * (2 * (i % 8) + 1) * frequency / 16))]);
        double Off(FrequencyTable table, int frequency) => new FrequencyVolumeCodec(100, table) { BlockDepth = 8 } is var codec
            ? Wave(frequency).Voxels.Zip(codec.Decode(codec.Encode(Wave(frequency))).Voxels, (a, b) => Math.Abs(a - b)).Max() : 0;
        Assert.InRange(Off(FrequencyTable.Uniform, 1), 0, 0.03);
        Assert.InRange(Off(FrequencyTable.Uniform, 7), 0, 0.03);
        Assert.InRange(Off(Low, 0), 0, 0.03);
        Assert.InRange(Off(Low, 7), 0.08, 0.11);
    }

    /// <summary>Decoding is in whole numbers, so this hash holds on every machine.</summary>
    [Fact]
    public void A_stream_decodes_to_the_same_voxels_for_ever()
    {
        var codec = new FrequencyVolumeCodec(10, Low);
        var stream = codec.Encode(Balls);
        Assert.Equal("34e330e0d6c70b14", Convert.ToHexStringLower(SHA256.HashData(stream))[..16]);
        Assert.Equal("17081224defa64de", Convert.ToHexStringLower(SHA256.HashData(VolumeLevels.Of(codec.Decode(stream))))[..16]);
    }

    [Fact]
    public void Every_damaged_stream_is_refused()
    {
        var codec = new FrequencyVolumeCodec(30);
        var good = codec.Encode(Balls);
        var step = Math.Max(1, good.Length * 8 / 3000);
        Assert.Equal((good.Length * 8 + step - 1) / step, Damage.Survive(good, bytes => codec.Decode(bytes), bits: 3000));
    }

    [Fact]
    public void Damage_behind_a_good_checksum_gives_a_volume_or_a_BitstreamException()
    {
        var (codec, random, refused) = (new FrequencyVolumeCodec(30), new SeededRandom(9), 0);
        var body = codec.Encode(Balls)[7..^2];
        for (var trial = 0; trial < 300; trial++)
        {
            var bad = (byte[])body.Clone();
            for (var n = 1 + random.Next(3); n > 0; n--)
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                codec.Decode(VolumeHeader.Seal(VolumeHeader.Frequency, Balls, trial % 3 == 0 ? bad[..random.Next(bad.Length)] : bad));
            }
            catch (BitstreamException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 100, 300);
    }

    [Fact]
    public void A_few_bytes_cannot_ask_for_a_large_volume()
    {
        var codec = new FrequencyVolumeCodec(30);
        var body = codec.Encode(new(new(1, 1, 1)))[7..^2];
        Assert.Contains("cannot lie in a payload", Assert.Throws<BitstreamException>(() => codec.Decode(VolumeHeader.Seal(VolumeHeader.Frequency, new(new(64, 1024, 1024)), body))).Message);
        Assert.Contains("Limits.MaxPixels", Assert.Throws<BitstreamException>(() => (codec with { Limits = new() { MaxPixels = 99 } }).Decode(codec.Encode(Balls))).Message);
    }

    [Fact]
    public void A_stream_names_the_table_that_it_needs()
    {
        var stream = new FrequencyVolumeCodec(10, Low).Encode(Balls);
        Assert.Contains($"made with table {Low.Fingerprint[..4]}", Assert.Throws<BitstreamException>(() => new FrequencyVolumeCodec(10).Decode(stream)).Message);
        Assert.Equal(new FrequencyVolumeCodec(10, Low).Decode(stream).Voxels, new FrequencyVolumeCodec(99, FrequencyTable.FromBytes(Low.ToBytes())).Decode(stream).Voxels);
        Assert.Equal($"3D DCT step=10 table={Low.Fingerprint[..4]}", new FrequencyVolumeCodec(10, Low).Name);
    }

    [Fact]
    public void A_damaged_table_is_refused()
    {
        var good = FrequencyTable.Uniform.ToBytes();
        Assert.Equal(1000, Damage.Survive(good, bytes => FrequencyTable.FromBytes(bytes), bits: 1000), 100.0);
        Assert.Throws<BitstreamException>(() => FrequencyTable.FromBytes([.. good[..4], 1, 0, .. good[6..^32], .. SHA256.HashData([.. good[..4], 1, 0, .. good[6..^32]])]));
    }

    [Fact]
    public void Steps_are_inverse_to_the_sensitivity_and_stop_at_the_coarsest()
    {
        var felt = new double[512];
        (felt[0], felt[1], felt[8], felt[64]) = (4e-7, 2e-7, 1e-8, 5e-8);
        var table = FrequencyTable.FromSensitivity(felt, most: 32);
        Assert.Equal((1, 2, 32, 8, 32), (table[0, 0, 0], table[0, 0, 1], table[0, 1, 0], table[1, 0, 0], table[7, 7, 7]));
        foreach (var bad in new double[][] { [1], new double[512], [.. Enumerable.Repeat(double.NaN, 512)], [.. Enumerable.Repeat(-1.0, 512)] })
            Assert.Throws<ArgumentException>(() => FrequencyTable.FromSensitivity(bad));
    }

    [Fact]
    public void Blocks_cover_every_voxel_once_and_short_sides_look_up_what_is_nearest()
    {
        foreach (var length in Enumerable.Range(1, 40))
        {
            var plan = new BlockPlan(new(1, length, 1), 8);
            var rows = plan.Places().Select(place => plan.Sides(place).Rows).ToArray();
            Assert.Equal((length, (length + 7) / 8), (rows.Sum(), rows.Length));
            Assert.InRange(rows.Max() - rows.Min(), 0, 1);
        }
        Assert.Equal([0, 2, 3, 5, 6], Enumerable.Range(0, 5).Select(f => FrequencyTable.Entry(f, 5)));
        Assert.Equal(Enumerable.Range(0, 8), Enumerable.Range(0, 8).Select(f => FrequencyTable.Entry(f, 8)));
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrequencyVolumeCodec(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrequencyVolumeCodec(4096));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrequencyVolumeCodec(1) { BlockDepth = 9 });
    }

    private static (int Bytes, double Psnr) Try(FrequencyVolumeCodec codec)
    {
        var stream = codec.Encode(Balls);
        return (stream.Length, -10 * Math.Log10(Balls.Voxels.Zip(codec.Decode(stream).Voxels, (x, y) => (double)(x - y) * (x - y)).Average()));
    }

    /// <summary>Two bright balls on a dark ground with a little grain.</summary>
    private static Volume Make(VolumeShape shape)
    {
        var (volume, random) = (new Volume(shape), new SeededRandom(3));
        for (var i = 0; i < volume.Voxels.Length; i++)
        {
            var (d, r, c) = (i / shape.Columns / shape.Rows, i / shape.Columns % shape.Rows, i % shape.Columns);
            double Away(int z, int y, int x) => Math.Sqrt((d - z) * (d - z) + (r - y) * (r - y) + (c - x) * (c - x));
            volume.Voxels[i] = (float)(0.1 + (Away(5, 14, 12) < 8 ? 0.5 : 0) + (Away(3, 28, 20) < 5 ? 0.3 : 0) + random.Next(100) / 2000.0);
        }
        return volume;
    }
}
