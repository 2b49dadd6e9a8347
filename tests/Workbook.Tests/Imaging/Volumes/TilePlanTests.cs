using Workbook.Codecs;
using Workbook.Imaging.Volumes;

namespace Workbook.Tests.Imaging.Volumes;

public class TilePlanTests
{
    [Theory]
    [InlineData(TileBlend.Gaussian)]
    [InlineData(TileBlend.Triangular)]
    [InlineData(TileBlend.Even)]
    public void The_weights_of_every_voxel_sum_to_exactly_1_in_float32(TileBlend blend)
    {
        var random = new SeededRandom(5, (ulong)blend);
        for (var k = 0; k < 40; k++)
        {
            VolumeShape volume = new(random.Next(1, 20), random.Next(1, 40), random.Next(1, 40)), tile = new(random.Next(1, 12), random.Next(1, 24), random.Next(1, 24));
            var plan = new TilePlan(volume, tile, random.Next(0, 8) / 8.0, blend);
            var ones = Enumerable.Repeat(1f, (int)tile.Count).ToArray();
            Assert.All(plan.Run(1, _ => ones), sum => Assert.Equal(1f, sum));
            Assert.All(Enumerable.Range(0, plan.Tiles.Count).SelectMany(plan.Weights), weight => Assert.InRange(weight, 0, 1));
        }
    }

    [Fact]
    public void Tiles_are_spread_evenly_end_at_the_border_and_overlap_as_much_as_asked_for()
    {
        var plan = new TilePlan(new(1, 10, 23), new(1, 10, 8), overlap: 0.25);
        Assert.Equal([0, 5, 10, 15], plan.Tiles.Select(tile => tile.Column)); // steps of at most 6
        Assert.All(plan.Tiles, tile => Assert.Equal((0, 0), (tile.Slice, tile.Row)));
        Assert.Equal([0, 8, 15], new TilePlan(new(1, 1, 23), new(1, 1, 8), 0).Tiles.Select(tile => tile.Column));
    }

    [Fact]
    public void A_volume_smaller_than_a_tile_lies_in_its_middle()
    {
        var plan = new TilePlan(new(2, 3, 4), new(4, 4, 8));
        Assert.Equal([new VolumeBox(-1, 0, -2, new(4, 4, 8))], plan.Tiles);
        var scan = new Volume(plan.Volume, [.. Enumerable.Range(0, 24).Select(i => (float)i)]);
        Assert.Equal(scan.Voxels, plan.Run(1, box => scan.Crop(box).Voxels));
    }

    [Fact]
    public void A_network_that_gives_its_input_gives_the_volume_back()
    {
        var scan = new Volume(new(9, 31, 26), [.. Enumerable.Range(0, 9 * 31 * 26).Select(i => (float)(i * 37 % 100))]);
        var plan = new TilePlan(scan.Shape, new(4, 16, 12));
        var both = plan.Run(2, box => [.. scan.Crop(box).Voxels, .. scan.Crop(box).Voxels.Select(value => -value)]);
        Assert.All(scan.Voxels.Select((value, i) => (value, both[i], both[scan.Voxels.Length + i])), one =>
        {
            Assert.Equal(one.value, one.Item2, 1e-4);
            Assert.Equal(-one.value, one.Item3, 1e-4);
        });
    }

    [Fact]
    public void Weights_by_hand()
    {
        // Two tiles of 4 in 6 places: places 2 and 3 lie in both, with raw weights 2 : 1 and 1 : 2.
        var plan = new TilePlan(new(1, 1, 6), new(1, 1, 4), 0.5, TileBlend.Triangular);
        Assert.Equal([1, 1, 171 / 256f, 85 / 256f], plan.Weights(0));
        Assert.Equal([85 / 256f, 171 / 256f, 1, 1], plan.Weights(1));
        Assert.Equal([1, 1, 0.5f, 0.5f], new TilePlan(new(1, 1, 6), new(1, 1, 4), 0.5, TileBlend.Even).Weights(0));
        var gauss = new TilePlan(new(1, 1, 24), new(1, 1, 16), 0.5).Weights(0);
        Assert.True(gauss[8] == 1 && gauss[9] > 0.98f && gauss[15] == 0 && gauss[11] > 0.5f && gauss[12] < 0.5f);
    }

    [Fact]
    public void The_class_with_the_highest_blended_value_is_taken()
    {
        var truth = new LabelVolume(new(5, 20, 20), [.. Enumerable.Range(0, 2000).Select(i => (byte)(i / 50 % 3))], new(2, 1, 1));
        var plan = new TilePlan(truth.Shape, new(4, 8, 8));
        var labels = plan.Segment(3, box => [.. Enumerable.Range(0, 3).SelectMany(c => truth.Crop(box).Labels.Select(label => label == c ? 1f : 0))], truth.Spacing);
        Assert.Equal(truth.Labels, labels.Labels);
        Assert.Equal(truth.Spacing, labels.Spacing);
    }

    [Fact]
    public void A_network_of_another_shape_and_a_plan_out_of_range_are_named()
    {
        Assert.Contains("2 channels of 1 x 4 x 4", Assert.Throws<ArgumentException>(() => new TilePlan(new(1, 8, 8), new(1, 4, 4)).Run(2, _ => new float[16])).Message);
        Assert.Throws<ArgumentException>(() => new TilePlan(new(1, 8, 8), new(1, 4, 4), 0.9));
        Assert.Throws<OperationCanceledException>(() => new TilePlan(new(1, 8, 8), new(1, 4, 4)).Run(1, _ => new float[16], cancel: new(canceled: true)));
    }
}
