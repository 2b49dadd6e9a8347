using Workbook.Codecs;
using Workbook.Imaging.Sets;

namespace Workbook.Tests.Imaging.Sets;

public class SegmentationDomainTests
{
    [Fact]
    public void Without_data_the_domains_are_drawn_and_say_so()
    {
        Assert.SkipWhen(DataRoot.IsSet, "WORKBOOK_DATA is set");
        foreach (var set in new[] { SegmentationDomain.Lesions(5, 64), SegmentationDomain.Polyps(5, 64) })
        {
            Assert.StartsWith("synthetic ", set.Name);
            Assert.All(set.Read(), one => Assert.Equal((64, 64, 64 * 64), (one.Image.Rows, one.Image.Columns, one.Labels.Labels.Length)));
            Assert.All(set.Read(), one => Assert.Equal<byte>([0, 1], [.. one.Labels.Labels.Distinct().Order()]));
            Assert.Equal(5, set.Cases.Select(one => one.Group).Distinct().Count());
        }
        var (scan, labels) = SegmentationDomain.Hearts(2, options: new() { Shape = new(16, 24, 24) }).Cases[1].Read();
        Assert.Equal((scan.Shape, new VolumeShape(16, 24, 24)), (labels.Shape, scan.Shape));
    }

    [Fact]
    public void With_data_the_domains_are_real_and_of_one_size()
    {
        Assert.SkipUnless(DataRoot.IsSet, "WORKBOOK_DATA is not set");
        foreach (var set in new[] { SegmentationDomain.Lesions(6, 96), SegmentationDomain.Polyps(6, 96) })
            Assert.All(set.Read(), one => Assert.Equal((96, 96, 96, 96), (one.Image.Rows, one.Image.Columns, one.Labels.Rows, one.Labels.Columns)));
    }

    [Fact]
    public void A_resized_pixel_is_the_mean_of_its_area_and_a_label_the_one_in_the_middle()
    {
        // Three columns to two: a new one covers one old column and half of the middle one.
        var image = ResizedCases.Resize(new RgbImage(1, 3, [0, 30, 90, 30, 30, 90, 90, 30, 90]), 1, 2);
        Assert.Equal([10, 30, 90, 70, 30, 90], image.Pixels);
        Assert.Equal([1, 3, 1, 3], ResizedCases.Resize(new LabelImage(1, 3, [1, 2, 3]), 2, 2).Labels);
        Assert.Equal([2], ResizedCases.Resize(new LabelImage(1, 3, [1, 2, 3]), 1, 1).Labels);
        Assert.Equal([10, 20, 30, 10, 20, 30], ResizedCases.Resize(new RgbImage(1, 1, [10, 20, 30]), 2, 1).Pixels);
    }

    [Fact]
    public void Resizing_keeps_the_mean_of_a_picture()
    {
        foreach (var (rows, columns) in new[] { (7, 31), (40, 9), (64, 64) })
            Assert.Equal(TestImages.Texture(37, 53).Pixels.Average(p => p), ResizedCases.Resize(TestImages.Texture(37, 53), rows, columns).Pixels.Average(p => p), 0.6);
    }
}
