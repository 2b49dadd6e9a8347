using Workbook.Results.Live;

namespace Workbook.Tests.Results.Live;

public class ProgressLineTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void The_line_says_what_step_metric_and_time_left_and_at_the_end_how_long_it_took()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        for (var epoch = 1; epoch <= 4; epoch++)
        {
            clock.Wait(2);
            line.Report(new("training", epoch, 4, $"loss {1.0 / epoch:0.00}"));
        }
        Assert.Equal(
        [
            "training: 1 of 4, loss 1.00",
            "training: 2 of 4, loss 0.50, 4 s left",
            "training: 3 of 4, loss 0.33, 2 s left",
            "training: 4 of 4, done in 8.0 s, loss 0.25",
        ], screen.Shown);
    }

    [Fact]
    public void A_share_and_a_text_will_do()
    {
        var screen = new FakeScreen();
        var line = new ProgressLine<double>(share => (share, "encoded"), screen, clock);
        Report(line, 0.25, 0.5, 1);
        Assert.Equal(["encoded: 25 %", "encoded: 50 %, 2 s left", "encoded: done in 3.0 s"], screen.Shown);
    }

    [Fact]
    public void A_notebook_gets_four_lines_a_second_and_a_console_few_however_long_the_loop_is()
    {
        foreach (var (inPlace, most) in new[] { (true, 3600 * 4), (false, 200) })
        {
            var screen = new FakeScreen(inPlace);
            var line = Line(screen);
            for (var step = 1; step <= 36_000; step++)
            {
                clock.Wait(0.1);
                line.Report(new("training", step, 36_000));
            }
            Assert.InRange(screen.Shown.Count, most / 10, most);
            Assert.Equal("training: 36000 of 36000, done in 1 h 0 min", screen.Shown[^1]);
        }
    }

    [Fact]
    public void Time_left_follows_the_recent_speed()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        for (var step = 1; step <= 60; step++)
        {
            clock.Wait(step <= 10 ? 20 : 1);
            line.Report(new("training", step, 100));
        }
        // 40 s would be right; the mean since the start says 2 min 47 s.
        Assert.Equal("training: 60 of 100, 56 s left", screen.Shown[^1]);
    }

    [Fact]
    public void Time_left_is_never_shown_before_it_is_known_nor_for_a_loop_without_a_known_end()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        clock.Wait(3);
        line.Report(new("training", 500, 1000)); // goes on from a checkpoint: no speed yet
        clock.Wait(1);
        line.Report(new("training", 500, 1000, "validating"));
        clock.Wait(1);
        line.Report(new("searching", 7, 0));
        Assert.Equal(["training: 500 of 1000", "training: 500 of 1000, validating", "searching: 7"], screen.Shown);
    }

    [Fact]
    public void Other_work_is_timed_anew_and_an_overtaken_report_is_left_out()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        foreach (var (what, done, total) in new[] { ("points", 38, 40), ("points", 40, 40), ("points", 39, 40), ("predictor", 1, 30), ("predictor", 2, 30) })
        {
            clock.Wait(1);
            line.Report(new(what, done, total));
        }
        Assert.Equal(["points: 38 of 40", "points: 40 of 40, done in 2.0 s", "predictor: 1 of 30", "predictor: 2 of 30, 28 s left"], screen.Shown);
    }

    [Fact]
    public void A_line_serves_another_cell_in_a_place_and_time_of_its_own()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        Report(line, 1, 1, 2, 30);
        screen.EndCell();
        clock.Wait(1000);
        Report(line, 1, 1, 2, 30);
        Assert.Equal(2, screen.Places);
        Assert.Equal(["training: 1 of 30, loss 1", "training: 2 of 30, loss 2, 28 s left", "training: 30 of 30, done in 2.0 s, loss 30"], screen.Shown[^3..]);
    }

    [Fact]
    public void A_second_loop_in_a_cell_is_timed_anew()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        Report(line, 1, 1, 2, 30, 1, 2);
        Assert.Equal(1, screen.Places);
        Assert.Equal("training: 2 of 30, loss 2, 28 s left", screen.Shown[^1]);
    }

    [Fact]
    public void A_loop_that_ends_early_leaves_its_last_state_behind()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        Report(line, 0.1, 10, 11, 12);
        clock.Wait(5);
        screen.EndCell();
        Assert.Equal("training: ended at 12 of 30, loss 12, after 0.3 s", screen.Shown[^1]);
    }

    [Fact]
    public void After_an_interruption_the_line_says_where_the_loop_stopped()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        Report(line, 0.1, 11, 12);
        screen.Interrupt();
        Assert.Equal("training: stopped at 12 of 30, loss 12, after 0.2 s", screen.Shown[^1]);
        Report(line, 0.1, 13);
        screen.EndCell();
        Assert.Equal("training: stopped at 13 of 30, loss 13, after 0.3 s", screen.Shown[^1]);
    }

    [Fact]
    public void A_loop_that_begins_after_the_interruption_says_where_it_stopped_too()
    {
        var screen = new FakeScreen();
        screen.Interrupt();
        Report(Line(screen), 0.1, 1);
        screen.EndCell();
        Assert.Equal(["training: stopped at 1 of 30, loss 1, after 0.1 s"], screen.Shown);
    }

    [Fact]
    public void A_console_gets_the_last_state_once()
    {
        var screen = new FakeScreen(changesInPlace: false);
        var line = Line(screen);
        Report(line, 1, 1, 2, 3);
        line.Finish();
        screen.EndCell();
        Assert.Equal(["training: 1 of 30, loss 1", "training: ended at 3 of 30, loss 3, after 3.0 s"], screen.Shown);
    }

    [Fact]
    public void Reports_of_many_threads_end_with_the_last_step()
    {
        var screen = new FakeScreen();
        var line = Line(screen);
        var done = 0;
        Parallel.For(0, 1000, _ => line.Report(new("encoded", Interlocked.Increment(ref done), 1000)));
        Assert.Equal("encoded: 1000 of 1000, done in 0.0 s", screen.Shown[^1]);
    }

    [Theory]
    [InlineData(0.4, "1 s")]
    [InlineData(59.2, "1 min")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(601, "11 min")]
    [InlineData(7205, "2 h 1 min")]
    [InlineData(1e300, "277777 h 47 min")]
    public void Guesses_are_rounded_up(double seconds, string words) => Assert.Equal(words, Duration.Rough(seconds));

    private ProgressLine<ProgressStep> Line(FakeScreen screen) => new(step => step, screen, clock);

    private void Report(ProgressLine<double> line, params double[] shares)
    {
        foreach (var share in shares)
        {
            clock.Wait(1);
            line.Report(share);
        }
    }

    private void Report(ProgressLine<ProgressStep> line, double apart, params int[] steps)
    {
        foreach (var step in steps)
        {
            clock.Wait(apart);
            line.Report(new("training", step, 30, $"loss {step}"));
        }
    }
}
