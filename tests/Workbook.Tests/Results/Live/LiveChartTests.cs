using Workbook.Results.Figures;
using Workbook.Results.Live;

namespace Workbook.Tests.Results.Live;

public class LiveChartTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void The_chart_grows_twice_a_second_and_its_last_state_stays()
    {
        var screen = new FakeScreen();
        var curve = Curve(screen);
        for (var step = 1; step <= 101; step++)
        {
            curve.Add("training", step, 1.0 / step);
            clock.Wait(0.1);
        }
        Assert.Equal(21, screen.Shown.Count);
        screen.Interrupt();
        screen.EndCell();
        Assert.Equal(21, screen.Shown.Count); // point 101 was drawn already
        curve.Add("training", 102, 0);
        curve.Finish();
        Assert.Equal("line chart: loss against step; 102 points in training", $"{screen.Shown[^1]}");
        Assert.Equal($"{screen.Shown[^1]}", $"{curve.Chart}");
    }

    [Fact]
    public void Drawing_takes_a_twentieth_of_the_time_at_most_but_a_slow_first_one_does_not_count()
    {
        var screen = new FakeScreen();
        var curve = new LiveChart("step", "loss", Slowly, screen, clock);
        for (var step = 1; step <= 1000; step++)
        {
            curve.Add("training", step, 1);
            clock.Wait(0.1);
        }
        Assert.Equal(6, screen.Shown.Count); // at 0, 1.5, 22.5, 43.5, 64.5 and 85.5 s

        Chart Slowly(Chart chart)
        {
            clock.Wait(1);
            return chart;
        }
    }

    [Fact]
    public void A_console_reads_the_last_values_now_and_then()
    {
        var screen = new FakeScreen(changesInPlace: false);
        var curve = Curve(screen);
        for (var step = 1; step <= 120; step++)
        {
            curve.Add("training", step, 1.0 / step);
            curve.Add("held out", step, 2.0 / step);
            clock.Wait(0.1);
        }
        screen.EndCell();
        Assert.Equal(["step 1: training 1", "step 101: training 0.009901, held out 0.02", "step 120: training 0.008333, held out 0.01667"], screen.Shown);
    }

    [Fact]
    public void However_many_points_come_the_chart_keeps_the_ends_and_every_spike_and_stays_light()
    {
        var curve = Curve(new FakeScreen());
        for (var step = 0; step <= 1_000_000; step++)
            curve.Add("training", step, step == 123_457 ? 9 : step == 654_321 ? -9 : step % 7);
        var series = Assert.IsType<PointTrace>(Assert.Single(curve.Chart.Description.Traces)).Series;
        Assert.InRange(series.X.Count, ThinnedPoints.MostBuckets / 2, 2 * ThinnedPoints.MostBuckets + 1);
        Assert.Equal(series.X.Order(), series.X);
        Assert.Equal((0, 1_000_000), (series.X[0], series.X[^1]));
        Assert.Contains((123_457, 9), series.X.Zip(series.Y));
        Assert.Contains((654_321, -9), series.X.Zip(series.Y));
    }

    [Fact]
    public void A_gap_is_kept_while_there_is_room_and_then_gives_way()
    {
        var points = new ThinnedPoints();
        points.Add(0, 1);
        points.Add(1, double.NaN);
        Assert.Equal([1, double.NaN], points.ToSeries("").Y);
        for (var step = 2; step < 4 * ThinnedPoints.MostBuckets; step++)
            points.Add(step, 1);
        Assert.DoesNotContain(double.NaN, points.ToSeries("").Y);
    }

    [Fact]
    public void A_live_chart_is_a_figure_with_the_style_that_was_asked_for()
    {
        var curve = new LiveChart("epoch", "error", chart => chart.Y("error", "points", from: 0).Caption("down is better"), new FakeScreen(), clock);
        curve.Report(("held out", 1, 5));
        Assert.Equal("line chart: error (points) against epoch; 1 points in held out", curve.ToText());
        Assert.Equal(curve.Chart.ToHtml(), curve.ToHtml());
        Assert.Contains("down is better", curve.ToHtml());
    }

    private LiveChart Curve(FakeScreen screen) => new("step", "loss", null, screen, clock);
}
