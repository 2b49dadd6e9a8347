using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Tests.Results.Metrics;

public class ScoreComparisonTests
{
    private const string Score = "mIoU";
    private static readonly (double Rate, double Score)[] Rising = [(0.1, 0.5), (0.2, 0.6), (0.4, 0.7), (0.8, 0.8)];

    [Fact]
    public void Half_the_bits_for_every_score_are_a_BD_rate_of_minus_50_percent()
    {
        var curves = ScoreCurve.Of(Summary(), Score).ToDictionary(curve => curve.Method);
        Assert.Equal(-50, curves["half"].BdRateAgainst(curves["JPEG 2000"]).Number!.Value, 1e-9);
        Assert.Equal(100, curves["JPEG 2000"].BdRateAgainst(curves["half"]).Number!.Value, 1e-9);
        Assert.Equal("1 rising point", curves["poor"].BdRateAgainst(curves["JPEG 2000"]).Text);
        Assert.Equal("no shared scores", curves["better"].BdRateAgainst(curves["JPEG 2000"]).Text);
        Assert.DoesNotContain(ScoreChart.Source, curves.Keys);
    }

    [Fact]
    public void Rates_at_a_score_and_scores_at_a_rate_lie_on_the_line_over_the_logarithm_of_the_rate()
    {
        var curve = new ScoreCurve("a", ScoreChart.Own, [new(0.1, 0.5), new(0.4, 0.7)]);
        Assert.Equal(0.2, curve.RateAt(0.6).Number!.Value, 1e-9);
        Assert.Equal(0.6, curve.ScoreAt(0.2).Number!.Value, 1e-9);
        Assert.Equal(("not reached", ResultCell.Empty), (curve.RateAt(0.9).Text, curve.ScoreAt(0.05)));
    }

    [Fact]
    public void Methods_stand_beside_each_other_at_the_same_size_at_the_same_score_and_over_their_curves()
    {
        var tables = ScoreComparison.Tables(Summary(), Score);
        Assert.Equal(0.6, tables[ScoreComparison.AtEqualSize].Cell("mIoU at 0.2 bpp", (ScoreChart.Method, "JPEG 2000")).Number!.Value, 1e-9);
        Assert.Equal(0.05, tables[ScoreComparison.AtEqualScore].Cell("bpp for mIoU of source - 0.05", (ScoreChart.Method, "half")).Number!.Value, 1e-9);
        Assert.Equal(-50, tables[ScoreComparison.BdRates(Score, ScoreChart.Decoded)].Cell("JPEG 2000", (ScoreChart.Method, "half")).Number!.Value, 1e-9);
        Assert.False(tables.ContainsKey(ScoreComparison.BdRates(Score, ScoreChart.Originals)));
        Assert.Empty(ScoreComparison.Tables(new ResultTable(Summary().Columns), Score));
    }

    [Fact]
    public void A_method_may_save_bits_in_one_score_and_not_in_another()
    {
        Assert.Equal("""
            method  BD-rate of mIoU   BD-rate of PSNR (dB)
            ------  ----------------  --------------------
            half    -50.0 %           0.0 %
            better  no shared scores  0.0 %
            poor    1 rising point    1 rising point
            Against JPEG 2000: bits for the same score, over the scores that both reach. Below 0 the method takes fewer.
            """, ScoreComparison.Against(Summary(), "JPEG 2000", ScoreChart.Decoded, Score, "PSNR (dB)").ToText());
        Assert.Contains("there are JPEG 2000, half", Assert.Throws<ArgumentException>(() => ScoreComparison.Against(Summary(), "H.264", ScoreChart.Decoded, Score)).Message);
    }

    [Fact]
    public void The_cheapest_come_first_and_within_a_budget_the_best()
    {
        Assert.Equal("""
            method     reader       bpp
            ---------  -------  -------
            better     decoded  *0.1000
            half       decoded   0.1015
            JPEG 2000  decoded   0.2031
            grid-walls: bits for mIoU 0.602, that of the source less 0.01; 3 of 4 curves reach it.
            """, ScoreComparison.Cheapest(Grid(0.6122)).ToText());
        Assert.Equal("""
            method  reader       bpp    mIoU
            ------  -------  -------  ------
            better  decoded  *0.1000  *0.810
            half    decoded  *0.1000   0.600
            grid-walls: at most 0.15 bpp; 3 of 4 curves have a file so small.
            """, ScoreComparison.Within(Grid(0.6122), 0.15, most: 2).ToText());
        Assert.Contains("it is none of workbook measure grid", Assert.Throws<ArgumentException>(() => ScoreComparison.Within(new RunRecord { Name = "size" }, 1)).Message);
    }

    private static RunRecord Grid(double source) => new()
    {
        Name = "grid-walls",
        Parameters = new Dictionary<string, string> { [ScoreChart.MainScore] = Score },
        Tables = new Dictionary<string, ResultTable> { [ScoreChart.Summary] = Summary(source) },
    };

    // PSNR depends on the rate alone: in PSNR all methods are alike.
    private static ResultTable Summary(double source = 0.55)
    {
        var table = new ResultTable(ScoreChart.Method, ScoreChart.Reader, Score, ScoreChart.BitsPerPixel, "PSNR (dB)").Add(ScoreChart.Source, ScoreChart.Originals, source, 24, 99);
        void Add(string method, double rate, double more)
        {
            foreach (var (bpp, score) in Rising)
                table.Add(method, ScoreChart.Decoded, score + more, rate * bpp, 30 + 10 * Math.Log2(rate * bpp));
        }
        Add("JPEG 2000", 1, 0);
        Add("half", 0.5, 0);
        Add("better", 1, 0.31);
        return table.Add("poor", ScoreChart.Decoded, 0.4, 0.3, 20);
    }
}
