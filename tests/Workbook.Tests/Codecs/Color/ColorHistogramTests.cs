using Workbook.Codecs;
using Workbook.Codecs.Color;

namespace Workbook.Tests.Codecs.Color;

public class ColorHistogramTests
{
    private static readonly RgbImage FourPixels = new(2, 2, [0, 0, 0, 3, 7, 1, 255, 128, 64, 255, 129, 70]);

    [Fact]
    public void The_coverage_curve_rises_from_the_most_frequent_color_to_all_pixels()
    {
        var histogram = new ColorHistogram(8);
        foreach (int count in new[] { 9, 60, 1, 30 })
            histogram.Add(new Rgb((byte)count, 0, 0), count);
        Assert.Equal([(1, 0.6), (2, 0.9), (3, 0.99), (4, 1)], histogram.CoverageCurve());
        Assert.Equal([(1, 0.6), (2, 0.9), (4, 1)], histogram.CoverageCurve(points: 3));
        Assert.Empty(new ColorHistogram().CoverageCurve());
        Assert.Equal(0.6, histogram.Red.Shares[60]);
        Assert.Equal(1, histogram.Red.Shares.Sum(), 1e-12);
    }

    [Fact]
    public void Pixels_fall_into_the_bin_of_their_upper_bits()
    {
        var histogram = ColorHistogram.Of([FourPixels, FourPixels], bitsPerChannel: 5);
        Assert.Equal((8, 32768, 2), (histogram.Total, histogram.BinCount, histogram.UsedCount));
        Assert.Equal(4, histogram.Count(new Rgb(7, 7, 7)));
        Assert.Equal(0.5, histogram.Share(new Rgb(250, 130, 71)));
        Assert.Equal(0, histogram.Count(new Rgb(8, 0, 0)));
        Assert.Equal([new(new Rgb(4, 4, 4), 4), new(new Rgb(252, 132, 68), 4)], histogram.Colors());
    }

    [Fact]
    public void With_eight_bits_colors_are_kept_as_they_are()
    {
        var histogram = ColorHistogram.Of([FourPixels], bitsPerChannel: 8);
        Assert.Equal([new(0, 0, 0), new(3, 7, 1), new(255, 128, 64), new Rgb(255, 129, 70)], histogram.Colors().Select(c => c.Color));
    }

    [Fact]
    public void The_smallest_set_takes_the_most_frequent_colors_first()
    {
        var histogram = new ColorHistogram(8);
        histogram.Add(new Rgb(1, 1, 1), 60);
        histogram.Add(new Rgb(9, 9, 9), 30);
        histogram.Add(new Rgb(5, 5, 5), 9);
        histogram.Add(new Rgb(7, 7, 7), 1);
        Assert.Equal([60], histogram.SmallestSetCovering(0.6).Select(c => c.Count));
        Assert.Equal([60, 30], histogram.SmallestSetCovering(0.61).Select(c => c.Count));
        Assert.Equal([60, 30, 9], histogram.SmallestSetCovering(0.99).Select(c => c.Count));
        Assert.Equal(4, histogram.SmallestSetCovering(1).Length);
        Assert.Empty(new ColorHistogram().SmallestSetCovering(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.SmallestSetCovering(99));
    }

    [Fact]
    public void Channels_are_counted_by_themselves()
    {
        var red = ColorHistogram.Of([FourPixels], bitsPerChannel: 1).Red;
        Assert.Equal((1, 1, 2, 4), (red.Counts[0], red.Counts[3], red.Counts[255], red.Total));
        Assert.Equal(0.5, red.Share(255));
        Assert.Equal((0 + 3 + 255 + 255) / 4.0, red.Mean, 1e-12);
        Assert.Equal(Math.Sqrt((0 + 9 + 2 * 65025) / 4.0 - red.Mean * red.Mean), red.StandardDeviation, 1e-9);
        Assert.Equal((0, 0, 0), (new ColorHistogram().Blue.Mean, new ColorHistogram().Blue.StandardDeviation, new ColorHistogram().Blue.Share(3)));
    }

    [Fact]
    public void Merging_gives_the_counts_of_both()
    {
        var merged = ColorHistogram.Of([FourPixels], 6);
        merged.Merge(ColorHistogram.Of([new RgbImage(3, 3)], 6));
        var both = ColorHistogram.Of([FourPixels, new RgbImage(3, 3)], 6);
        Assert.Equal(both.Colors(), merged.Colors());
        Assert.Equal(both.Green.Counts, merged.Green.Counts);
        Assert.Equal(both.Total, merged.Total);
        Assert.Throws<ArgumentException>(() => merged.Merge(new ColorHistogram(5)));
    }

    [Fact]
    public void Counting_stops_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => ColorHistogram.Of([FourPixels], 5, cancel.Token));
    }
}
