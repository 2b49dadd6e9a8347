using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Detection;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Detection;

public sealed class RoiAlignTests
{
    [Fact]
    public void On_a_ramp_each_cell_is_the_ramp_at_its_middle()
    {
        using var scope = NewDisposeScope();
        var (y, x) = (arange(8, float64).reshape(8, 1), arange(10, float64).reshape(1, 10));
        var maps = stack([(3 * x + y * 0).expand(8, 10), (100 - 2 * y + x * 0).expand(8, 10)]).unsqueeze(0); // [1, 2, 8, 10]
        ObjectBox box = new(0, 9, 6.5, 33, 24.5);
        var cells = RoiAlign.Of(maps, [[box]], stride: 4, size: 3, samples: 2);
        Assert.Equal([1, 2, 3, 3], cells.shape);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
            {
                // A place's value stands at its centre, (place + 1/2) x 4 pixels.
                Assert.Equal(3 * ((9 + 24 * (j + 0.5) / 3) / 4 - 0.5), cells[0, 0, i, j].item<double>(), 1e-12);
                Assert.Equal(100 - 2 * ((6.5 + 18 * (i + 0.5) / 3) / 4 - 0.5), cells[0, 1, i, j].item<double>(), 1e-12);
            }
    }

    [Fact]
    public void A_box_around_one_place_gives_it_and_edges_go_on_by_one_place_only()
    {
        using var scope = NewDisposeScope();
        var maps = tensor([1.0, 2, 3, 4], 1, 1, 2, 2);
        double[] Cells(ObjectBox box, int size, int samples) => RoiAlign.Of(maps, [[box]], 1, size, samples).flatten().data<double>().ToArray();
        Assert.Equal([2], Cells(new(0, 1, 0, 2, 1), 1, 1));
        Assert.Equal([2.5], Cells(new(0, 0, 0, 2, 2), 1, 1));
        Assert.Equal([1, 2, 3, 4], Cells(new(0, 0, 0, 2, 2), 2, 1));
        // Points at 1/8, 3/8, 5/8 and 7/8 of 2 places lie at -1/4, 1/4, 3/4 and 5/4: the outer two take the edge.
        Assert.Equal([1.375, 2.125, 2.875, 3.625], Cells(new(0, 0, 0, 2, 2), 2, 2));
        Assert.Equal([1], Cells(new(0, -0.9, -0.9, 0.1, 0.1), 1, 1)); // the point at -0.9, less than a place beyond
        Assert.Equal([0], Cells(new(0, -1.6, -0.9, -0.6, 0.1), 1, 1)); // the point at -1.6
        Assert.Equal([0], Cells(new(0, 2.1, 0, 3.1, 1), 1, 1)); // 2.1 of 2 places
        Assert.Equal([2], Cells(new(0, 1.9, 0, 2.9, 1), 1, 1));
        Assert.Equal([2.5], Cells(new(0, 1, 1, 1, 1), 1, 1)); // an empty box is a point
    }

    [Fact]
    public void Each_box_reads_its_own_image()
    {
        using var scope = NewDisposeScope();
        var maps = arange(3, float32).reshape(3, 1, 1, 1).expand(3, 2, 4, 5).contiguous();
        var cells = RoiAlign.Of(maps, [.. Enumerable.Repeat<ObjectBox[]>([new(0, 1, 1, 9, 7), new(0, 2, 0, 4, 8)], 3)], 2, 2, 3);
        Assert.Equal([6, 2, 2, 2], cells.shape);
        Assert.Equal([0f, 0, 1, 1, 2, 2], cells.mean([1, 2, 3]).data<float>().ToArray());
    }

    [Fact]
    public void Its_gradient_is_that_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        var maps = (arange(2 * 2 * 3 * 4, float64) * 1.7).sin().reshape(2, 2, 3, 4);
        FiniteDifferences.Check(() => RoiAlign.Of(maps, [[new(0, 1, 2, 13, 11), new(0, -2, 0, 5, 3)], [new(0, 0, 0, 16, 12), new(0, 7, 5, 7.5, 13)]], 4, 2, 2).square(), maps);
    }

    [Fact]
    public void What_does_not_fit_is_said_before_native_code_sees_it()
    {
        using var maps = zeros(2, 1, 3, 3);
        Assert.Contains("the same number of boxes", Assert.Throws<ArgumentException>(() => RoiAlign.Of(maps, [[new(0, 0, 0, 1, 1)]], 1, 2, 2)).Message);
        Assert.Throws<ArgumentException>(() => RoiAlign.Of(maps, [[new(0, 0, 0, 1, 1)], []], 1, 2, 2));
        Assert.Throws<ArgumentException>(() => RoiAlign.Of(maps, [[], []], 1, 2, 2));
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => RoiAlign.Of(maps, [[default], [default]], 1, 0, 2)).Message);
    }
}
