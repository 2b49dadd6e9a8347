using Workbook.Results.Figures;
using Workbook.Results.Live;

namespace Workbook.Tests.Results.Live;

public class LiveComparisonTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void The_picture_grows_while_variants_train_and_holds_a_path_and_the_terms_of_each()
    {
        var screen = new FakeScreen();
        var figure = Train(screen);
        screen.EndCell();
        Assert.Equal(4, screen.Shown.Count); // at 0, 2 and 4 s, and the end
        Assert.Equal("""
            line chart "Dice against bits: up and left is better": Dice against rate (bpp); 10 points in paper | mine
            line chart "bits"; 42 points
            line chart "edge"; 21 points
            """.ReplaceLineEndings("\n"), $"{screen.Shown[^1]}");
        Assert.Equal(figure.ToHtml(), Assert.IsType<ChartGrid>(screen.Shown[^1]).ToHtml());
        Assert.StartsWith("<svg", figure.ToSvg());
    }

    [Fact]
    public void The_table_gives_mean_spread_and_the_difference_seed_by_seed_and_marks_nobody()
    {
        var figure = Train(new FakeScreen());
        figure.Add("broken", 1, 1, new Dictionary<string, double>());
        figure.Add("a hair", 1, 1, new Dictionary<string, double>(), 0.6999, 0.1);
        Assert.Equal("""
            | variant | seeds | Dice | bpp | Dice less that of paper |
            |---|---:|---|---|---|
            | paper | 2 | 0.800 ± 0.141 | 0.1000 ± 0.0000 |  |
            | mine | 2 | 0.850 ± 0.141 | 0.2000 ± 0.0000 | +0.050 ± 0.000 |
            | broken | 0 | - | - | - |
            | a hair | 1 | 0.700 | 0.1000 | 0.000 |

            Mean ± standard deviation over the seeds. A difference smaller than its spread is no difference.

            """.ReplaceLineEndings("\n"), figure.Table.ToMarkdown());
        Assert.Contains("3 points in paper | mine | broken | a hair", $"{figure.Means}");
    }

    [Fact]
    public void A_console_reads_the_last_scores()
    {
        var screen = new FakeScreen(changesInPlace: false);
        Train(screen).Finish();
        Assert.Equal("paper: Dice 0.800 at 0.1000 bpp, mine: Dice 0.850 at 0.2000 bpp", $"{screen.Shown[^1]}");
    }

    private LiveComparison Train(FakeScreen screen)
    {
        var figure = new LiveComparison("Dice", screen, clock);
        foreach (var seed in new ulong[] { 1, 2 })
            for (var step = 1; step <= 10; step++)
                foreach (var (name, more) in new[] { ("paper", 0.0), ("mine", 0.05) })
                {
                    var terms = new Dictionary<string, double> { ["bits"] = 1.0 / step };
                    if (more > 0)
                        terms["edge"] = step;
                    figure.Add(name, seed, step, terms);
                    if (step % 5 == 0)
                        figure.Add(name, seed, step, terms, 0.5 + 0.02 * step + 0.2 * (seed - 1) + more, 0.1 + 2 * more);
                    clock.Wait(0.125);
                }
        return figure;
    }
}
