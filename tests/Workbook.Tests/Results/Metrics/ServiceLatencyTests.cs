using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class ServiceLatencyTests
{
    private static readonly ServiceCost Raw = new("uncompressed", 0, 1_000_000, 0, 0.05);
    private static readonly ServiceCost Jpeg2000 = new("JPEG 2000", 0.04, 50_000, 0.03, 0.05);
    private static readonly ServiceCost Joint = new("joint", 0.1, 5_000, 0.02, 0.05) { Score = 0.9 };

    [Fact]
    public void The_latency_is_the_sum_of_four_times()
    {
        Assert.Equal(0.1 + 5_000 / 1e5 + 0.02 + 0.05, Joint.Seconds(1e5), 1e-15);
        Assert.Equal((0.05, 0.17), (Joint.TransmitSeconds(1e5), Joint.ComputeSeconds));
    }

    [Fact]
    public void Every_method_wins_where_its_line_is_lowest()
    {
        // joint and JPEG 2000 meet at 45,000 bytes / 0.05 s, JPEG 2000 and uncompressed at 950,000 bytes / 0.07 s.
        var spans = ServiceLatency.Winners(Raw, Jpeg2000, Joint);
        Assert.Equal(["joint", "JPEG 2000", "uncompressed"], spans.Select(span => span.Method));
        Assert.Equal(45_000 / 0.05, spans[0].To, 1e-3);
        Assert.Equal(950_000 / 0.07, spans[1].To, 1e-3);
        Assert.Equal((0, double.PositiveInfinity), (spans[0].From, spans[^1].To));
        Assert.Equal(spans[0].To, ServiceLatency.BreakEven(Joint, Jpeg2000));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }

    [Fact]
    public void A_method_that_never_wins_is_in_no_range()
    {
        var slow = new ServiceCost("slow", 1, 40_000, 0.03, 0.05);
        Assert.DoesNotContain("slow", ServiceLatency.Winners(Raw, slow, Jpeg2000, Joint).Select(span => span.Method));
        Assert.Equal([new RateSpan("JPEG 2000", 0, double.PositiveInfinity)], ServiceLatency.Winners(Jpeg2000, slow with { Bytes = 50_000 }));
        Assert.Equal([new RateSpan("a", 0, double.PositiveInfinity)], ServiceLatency.Winners(Raw with { Method = "a" }, Raw with { Method = "b" }));
    }

    [Fact]
    public void The_ranges_agree_with_trying_every_rate()
    {
        var random = new Workbook.Codecs.SeededRandom(4);
        for (var k = 0; k < 50; k++)
        {
            ServiceCost[] methods = [.. Enumerable.Range(0, 6).Select(i => new ServiceCost($"{i}", random.NextDouble(), 1e6 * random.NextDouble(), random.NextDouble(), 0.1))];
            foreach (var span in ServiceLatency.Winners(methods))
                foreach (var rate in new[] { span.From * 1.0001 + 1e-3, double.IsFinite(span.To) ? span.To * 0.9999 : span.From * 10 + 1 })
                    Assert.Equal(methods.Min(method => method.Seconds(rate)), methods.Single(method => method.Method == span.Method).Seconds(rate), 1e-9);
        }
    }

    [Fact]
    public void Tables_and_chart_show_all_methods()
    {
        var text = ServiceLatency.Table(1e6, Raw, Jpeg2000, Joint).ToText();
        Assert.All(["uncompressed", "JPEG 2000", "joint", "1,050", "170", "175", "0.9", "1 MB/s"], word => Assert.Contains(word, text));
        Assert.Contains("900 kB/s", ServiceLatency.WinnerTable(Raw, Jpeg2000, Joint).ToText());
        Assert.Contains("transmission rate", ServiceLatency.Chart(Raw, Joint).ToSvg());
    }

    [Fact]
    public void Costs_and_rates_must_make_sense()
    {
        Assert.Throws<ArgumentException>(() => ServiceLatency.Winners());
        Assert.Throws<ArgumentException>(() => ServiceLatency.Winners(Raw with { Bytes = -1 }));
        Assert.Throws<ArgumentException>(() => ServiceLatency.Table(0, Raw));
        Assert.Contains("always wins", Assert.Throws<ArgumentException>(() => ServiceLatency.BreakEven(Raw, Jpeg2000)).Message);
    }
}
