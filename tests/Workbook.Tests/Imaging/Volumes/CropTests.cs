using Workbook.Codecs;
using Workbook.Imaging.Volumes;

namespace Workbook.Tests.Imaging.Volumes;

public class CropTests
{
    [Fact]
    public void A_box_is_cut_out_and_the_border_repeated_outside()
    {
        var scan = new Volume(new(2, 2, 3), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], new(3, 2, 1));
        Assert.Equal([7, 8, 10, 11], scan.Crop(new(1, 0, 1, new(1, 2, 2))).Voxels);
        Assert.Equal([0, 0, 1, 2, 2, 3, 3, 4, 5, 5], scan.Crop(new(0, 0, -1, new(1, 2, 5))).Voxels);
        Assert.Equal([2, 2, 5, 5, 8, 8], scan.Crop(new(-1, 1, 5, new(3, 1, 2))).Voxels.Chunk(2).SelectMany((pair, i) => pair.Select(value => i switch { 0 => value - 3, 1 => value, _ => value - 3 })));
        Assert.Equal(scan.Spacing, scan.Crop(new(0, 0, 0, new(1, 1, 1))).Spacing);
        Assert.Equal([1, 0], new LabelVolume(new(1, 1, 3), [0, 1, 0]).Crop(new(0, 0, 1, new(1, 1, 2))).Labels);
    }

    [Fact]
    public void The_asked_share_of_boxes_holds_foreground()
    {
        var labels = new LabelVolume(new(10, 40, 40));
        labels.Labels[labels.Shape.IndexOf(3, 30, 5)] = 2;
        foreach (var (share, low, high) in new[] { (0.0, 0, 40), (0.5, 460, 560), (1.0, 1000, 1000) })
        {
            var sampler = new CropSampler(new(4, 8, 8), share);
            var boxes = Enumerable.Range(0, 1000).Select(i => sampler.Draw(labels, 7, (ulong)i)).ToArray();
            Assert.InRange(boxes.Count(box => labels.Crop(box).Labels.Contains((byte)2)), low, high);
            Assert.All(boxes, box => Assert.True(box is { Slice: >= 0 and <= 6, Row: >= 0 and <= 32, Column: >= 0 and <= 32 }));
        }
    }

    [Fact]
    public void Boxes_on_the_foreground_fall_on_every_voxel_of_it_and_in_every_place()
    {
        var labels = new LabelVolume(new(1, 1, 10000));
        foreach (var at in new[] { 0, 5000, 9999 })
            labels.Labels[at] = 1;
        var starts = Enumerable.Range(0, 600).Select(i => new CropSampler(new(1, 1, 4), 1).Draw(labels, 1, (ulong)i).Column).Distinct().Order();
        Assert.Equal([0, 4997, 4998, 4999, 5000, 9996], starts);
    }

    [Fact]
    public void A_box_depends_on_seed_and_number_only()
    {
        var (sampler, labels) = (new CropSampler(new(2, 8, 8)), new LabelVolume(new(8, 32, 32), [.. Enumerable.Range(0, 8192).Select(i => (byte)(i % 100 == 0 ? 1 : 0))]));
        Assert.Equal(sampler.Draw(labels, 3, 4), sampler.Draw(labels, 3, 4));
        Assert.True(Enumerable.Range(0, 50).Select(i => sampler.Draw(labels, 3, (ulong)i)).Distinct().Count() > 45);
    }

    [Fact]
    public void A_scan_smaller_than_the_box_lies_in_its_middle()
    {
        var (scan, labels) = (new Volume(new(2, 4, 4)), new LabelVolume(new(2, 4, 4)));
        var (image, truth) = new CropSampler(new(6, 4, 2)).Draw(scan, labels, 1, 1);
        Assert.Equal((new VolumeShape(6, 4, 2), new VolumeShape(6, 4, 2)), (image.Shape, truth.Shape));
        Assert.Equal(-2, new CropSampler(new(6, 4, 2)).Draw(labels, 1, 1).Slice);
        Assert.Throws<ArgumentException>(() => new CropSampler(new(6, 4, 2)).Draw(scan, new LabelVolume(new(1, 4, 4)), 1, 1));
    }

    [Fact]
    public void Scans_are_scaled_to_the_unit_range_without_their_extremes()
    {
        var scan = new Volume(new(1, 1, 1001), [.. Enumerable.Range(0, 1000).Select(i => 500f + i), 1e6f]);
        var unit = VolumeIntensity.ToUnit(scan);
        Assert.Equal([0f, 0f, 1f, 1f], [unit.Voxels[0], unit.Voxels[5], unit.Voxels[995], unit.Voxels[1000]]);
        Assert.Equal(0.5f, unit.Voxels[500], 1e-3f);
        Assert.All(VolumeIntensity.ToUnit(new Volume(new(1, 1, 5), [3, 3, 3, 3, 3])).Voxels, value => Assert.Equal(0, value));
    }
}
