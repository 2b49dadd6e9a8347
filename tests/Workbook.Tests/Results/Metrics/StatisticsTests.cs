using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class StatisticsTests
{
    private static readonly double[] Values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 35];

    [Fact]
    public void Box_plot_by_hand_with_numpys_quartiles()
    {
        // numpy.percentile(values, [25, 50, 75]) is 2.25, 4.5, 5.75: the whiskers may reach from -3 to 11.
        var box = BoxPlot.Of(Values);
        Assert.Equal((10, 1, 1, 2.25, 4.5, 5.75, 9, 35),
            (box.Count, box.Minimum, box.LowerWhisker, box.LowerQuartile, box.Median, box.UpperQuartile, box.UpperWhisker, box.Maximum));
        Assert.Equal([35], box.Outliers);
    }

    [Fact]
    public void Box_plot_of_one_value_is_that_value()
    {
        var box = BoxPlot.Of([7]);
        Assert.Equal((7, 7, 7), (box.LowerWhisker, box.Median, box.UpperWhisker));
        Assert.Throws<ArgumentException>(() => BoxPlot.Of([]));
        Assert.Throws<ArgumentException>(() => BoxPlot.Of([1, double.NaN]));
    }

    [Fact]
    public void Mean_deviation_and_standard_error()
    {
        var spread = MeanAndSpread.Of(Values);
        Assert.Equal(7.1, spread.Mean, 1e-12);
        Assert.Equal(10.104454463255301, spread.Deviation, 1e-12); // numpy.std(values, ddof=1)
        Assert.Equal(10.104454463255301 / Math.Sqrt(10), spread.StandardError, 1e-12);
        Assert.Equal(0, MeanAndSpread.Of([3]).Deviation);
    }
}
