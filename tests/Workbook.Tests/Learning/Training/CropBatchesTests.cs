using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Training;

namespace Workbook.Tests.Learning.Training;

public class CropBatchesTests
{
    private readonly StepRandom _random = new(9);

    [Fact]
    public void A_crop_is_a_part_of_its_image_as_it_is_or_mirrored()
    {
        var batches = new CropBatches([Numbered(0)], batch: 8, size: 4);
        using var batch = batches.Batch(_random, 0);
        Assert.Equal([8, 3, 4, 4], batch.shape);
        var values = batch.mul(255).round().data<float>().ToArray();
        for (var i = 0; i < 8; i++)
        {
            var first = values[i * 48]; // the number of the pixel
            var step = values[i * 48 + 1] - first;
            Assert.True(step is 1 or -1);
            Assert.Equal(first + 3 * step + 3 * 6, values[i * 48 + 15]); // the image has 6 columns
            Assert.Equal(first + 100, values[i * 48 + 16]); // green
        }
        Assert.Equal(2, Enumerable.Range(0, 8).Select(i => values[i * 48 + 1] - values[i * 48]).Distinct().Count());
    }

    [Fact]
    public void Every_image_comes_once_in_a_pass_and_a_step_always_draws_the_same()
    {
        var batches = new CropBatches([.. Enumerable.Range(0, 6).Select(i => Flat((byte)i))], batch: 4, size: 4);
        var drawn = Enumerable.Range(0, 3).SelectMany(step => First(batches, step)).ToArray();
        Assert.Equal([0, 1, 2, 3, 4, 5], drawn[..6].Order());
        Assert.Equal([0, 1, 2, 3, 4, 5], drawn[6..].Order());
        Assert.NotEqual(drawn[..6], drawn[6..]);
        Assert.Equal(drawn[4..8], First(batches, 1));
    }

    [Fact]
    public void An_image_smaller_than_a_crop_is_refused_with_both_sizes()
        => Assert.Contains("5 x 6 pixels, too small for crops of 16 x 16", Assert.Throws<ArgumentException>(() => new CropBatches([Numbered(0)], 1, 16)).Message);

    private int[] First(CropBatches batches, long step)
    {
        using var batch = batches.Batch(_random, step);
        return [.. Enumerable.Range(0, 4).Select(i => (int)Math.Round(255 * batch[i, 0, 0, 0].item<float>()))];
    }

    private static RgbImage Flat(byte value) => new(5, 6, [.. Enumerable.Repeat(value, 90)]);

    private static RgbImage Numbered(int from) => new(5, 6, [.. Enumerable.Range(0, 90).Select(i => (byte)(from + i / 3 + 100 * (i % 3 == 1 ? 1 : 0)))]);
}
