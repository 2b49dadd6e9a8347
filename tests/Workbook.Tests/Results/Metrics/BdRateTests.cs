using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class BdRateTests
{
    private static readonly RatePoint[] Anchor = [new(0.124, 27.7), new(0.307, 31.13), new(0.612, 33.9), new(1.05, 36.2), new(1.9, 39.4)];
    private static readonly RatePoint[] Tested = [new(0.1, 27.1), new(0.22, 30.2), new(0.5, 34.1), new(0.9, 36.0)];

    // Golden values: scipy 1.10 PchipInterpolator(...).integrate on log10 of the rate.
    [Fact]
    public void Agrees_with_scipy()
    {
        Assert.Equal(-14.234639005692095, BdRate.Percent(Anchor, Tested), 1e-8);
        Assert.Equal(0.6274247522567593, BdRate.Quality(Anchor, Tested), 1e-8);
    }

    // The same for accuracies, where the curves are steep and then flat.
    [Fact]
    public void Agrees_with_scipy_on_accuracy_curves()
    {
        RatePoint[] anchor = [new(0.004, 91.0), new(0.008, 95.5), new(0.0165, 99.06), new(0.037, 99.1), new(0.09, 99.2)];
        RatePoint[] tested = [new(0.005, 90.0), new(0.01, 97.0), new(0.03, 98.5), new(0.05, 99.15)];
        Assert.Equal(20.001882182183127, BdRate.Percent(anchor, tested), 1e-7);
        Assert.Equal(-0.6494177381784283, BdRate.Quality(anchor, tested), 1e-8);
    }

    [Fact]
    public void Half_the_rate_is_minus_50_percent_in_any_order_of_points()
    {
        var half = Anchor.Select(p => p with { Rate = p.Rate / 2 }).Reverse();
        Assert.Equal(-50, BdRate.Percent(Anchor, half), 1e-9);
        Assert.Equal(0, BdRate.Percent(Anchor, Anchor), 1e-9);
        Assert.Equal(1.5, BdRate.Quality(Anchor, Anchor.Select(p => p with { Quality = p.Quality + 1.5 })), 1e-9);
    }

    [Fact]
    public void Refuses_curves_it_cannot_compare_and_says_why()
    {
        Assert.Contains("3 points", Message(Anchor[..3]));
        Assert.Contains("share no range of quality", Message([.. Anchor.Select(p => p with { Quality = p.Quality + 50 })]));
        Assert.Contains("Envelope", Message([.. Tested, new(1.0, 35.9)]));
        Assert.Contains("above 0", Message([.. Tested, new(0, 20)]));
    }

    [Fact]
    public void The_envelope_keeps_the_points_that_no_other_beats() => Assert.Equal(
        [new(1, 5), new(2, 7), new(4, 8)],
        BdRate.Envelope([new(4, 8), new(1, 5), new(1, 4), new(3, 6.5), new(2, 7), new(5, 8)]));

    private static string Message(RatePoint[] tested) => Assert.Throws<ArgumentException>(() => BdRate.Percent(Anchor, tested)).Message;
}
