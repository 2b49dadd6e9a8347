using Workbook.Results.Figures;

namespace Workbook.Results.Metrics;

/// <summary>Service latency of segmentation in the cloud: which method answers first at which transmission rate.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", Table 2, which adds compression on the device,
/// transmission, reconstruction and segmentation on the server. The paper takes one rate; here it is a parameter, because it decides: as a function
/// of 1/rate each latency is a straight line, <c>compute + bytes / rate</c>, so every method wins in one range of rates or
/// in none, and the ranges meet where two lines cross, at <c>rate = (bytes_a - bytes_b) / (compute_b - compute_a)</c>.
/// Nothing else is modelled: no queue, no round trip, no protocol overhead, and one image at a time.
/// </remarks>
public static class ServiceLatency
{
    /// <summary>The fastest method for every transmission rate, from the lowest rate on.</summary>
    /// <param name="methods">The methods; of two with the same costs the first counts.</param>
    /// <returns>Ranges that meet without gaps; methods that never win are missing.</returns>
    /// <exception cref="ArgumentException">There is no method, or a cost is negative or not finite.</exception>
    public static IReadOnlyList<RateSpan> Winners(params IReadOnlyList<ServiceCost> methods)
    {
        Check(methods);
        // At rate 0 the fewest bytes win; from a winner on, the next is the one whose line crosses at the lowest rate.
        var (spans, winner, from) = (new List<RateSpan>(), methods.MinBy(method => (method.Bytes, method.ComputeSeconds))!, 0.0);
        while (Next(methods, winner) is { } next)
        {
            if (Crossing(winner, next) is var to && to > from)
                spans.Add(new(winner.Method, from, to));
            (winner, from) = (next, to);
        }
        return [.. spans, new(winner.Method, from, double.PositiveInfinity)];
    }

    /// <summary>The rate at which two methods answer at the same time.</summary>
    /// <param name="smaller">Sends fewer bytes and computes longer.</param>
    /// <param name="faster">Sends more bytes and computes shorter.</param>
    /// <returns>Rate in bytes/s below which the smaller wins and above which the faster wins.</returns>
    /// <exception cref="ArgumentException">The first does not send fewer bytes, or does not compute longer.</exception>
    public static double BreakEven(ServiceCost smaller, ServiceCost faster) => smaller.Bytes < faster.Bytes && smaller.ComputeSeconds > faster.ComputeSeconds
        ? Crossing(smaller, faster)
        : throw new ArgumentException($"{smaller.Method} sends {smaller.Bytes:N0} bytes and computes {smaller.ComputeSeconds} s, {faster.Method} "
            + $"{faster.Bytes:N0} bytes and {faster.ComputeSeconds} s: no rate makes them equal, one of them always wins");

    /// <summary>One row a method as in Table 2: compression, transmission, reconstruction, segmentation and their sum at one rate.</summary>
    /// <param name="bytesPerSecond">Transmission rate, above 0.</param>
    /// <param name="methods">The methods.</param>
    /// <returns>Times in ms; the shortest sum is marked.</returns>
    /// <exception cref="ArgumentException">There is no method, a cost is negative or not finite, or the rate is not above 0.</exception>
    public static Table Table(double bytesPerSecond, params IReadOnlyList<ServiceCost> methods)
    {
        Check(methods);
        CheckRate(bytesPerSecond);
        var table = Figures.Table.Of(methods).Column("method", m => m.Method).Column("bytes", m => m.Bytes, "N0", Best.Lowest)
            .Column("compress (ms)", m => 1e3 * m.CompressSeconds).Column("transmit (ms)", m => 1e3 * m.TransmitSeconds(bytesPerSecond))
            .Column("reconstruct (ms)", m => 1e3 * m.ReconstructSeconds).Column("segment (ms)", m => 1e3 * m.SegmentSeconds)
            .Column("latency (ms)", m => 1e3 * m.Seconds(bytesPerSecond), null, Best.Lowest);
        return (methods.Any(m => !double.IsNaN(m.Score)) ? table.Column("score", m => m.Score, null, Best.Highest) : table)
            .Caption($"One image at {Rate(bytesPerSecond)}; lower latency is better. Liu et al., Table 2, gives the sum; the times are measured here.");
    }

    /// <summary>One row a range of rates: who answers first.</summary>
    /// <param name="methods">The methods.</param>
    /// <returns>Ranges from slow to fast networks.</returns>
    /// <exception cref="ArgumentException">There is no method, or a cost is negative or not finite.</exception>
    public static Table WinnerTable(params IReadOnlyList<ServiceCost> methods) => Figures.Table.Of(Winners(methods))
        .Column("fastest method", span => span.Method).Column("from", span => span.From > 0 ? Rate(span.From) : "")
        .Column("to", span => double.IsFinite(span.To) ? Rate(span.To) : "").Caption("Transmission rates at which each method answers first.");

    /// <summary>Latency over the transmission rate, one line a method.</summary>
    /// <param name="methods">The methods.</param>
    /// <returns>A chart with both axes logarithmic, 10 kB/s to 100 MB/s.</returns>
    /// <exception cref="ArgumentException">There is no method, or a cost is negative or not finite.</exception>
    public static Chart Chart(params IReadOnlyList<ServiceCost> methods)
    {
        Check(methods);
        double[] rates = [.. Enumerable.Range(0, 41).Select(i => 1e4 * Math.Pow(10, i / 10.0))];
        return Figures.Chart.Line(methods.Select(m => Series.Of(m.Method, rates, rates.Select(rate => 1e3 * m.Seconds(rate)))))
            .X("transmission rate", "bytes/s", log: true).Y("service latency", "ms", log: true)
            .Caption("Time from the image on the device to its segmentation in the cloud; lower is better. The lowest line at a rate wins there.");
    }

    private static ServiceCost? Next(IEnumerable<ServiceCost> methods, ServiceCost winner) =>
        methods.Where(other => other.ComputeSeconds < winner.ComputeSeconds).MinBy(other => (Crossing(winner, other), other.ComputeSeconds));

    // bytes_a / rate + compute_a = bytes_b / rate + compute_b
    private static double Crossing(ServiceCost a, ServiceCost b) => (b.Bytes - a.Bytes) / (a.ComputeSeconds - b.ComputeSeconds);

    private static string Rate(double bytesPerSecond) => bytesPerSecond switch
    {
        >= 1e6 => $"{bytesPerSecond / 1e6:0.###} MB/s",
        >= 1e3 => $"{bytesPerSecond / 1e3:0.###} kB/s",
        _ => $"{bytesPerSecond:0.###} B/s",
    };

    private static void CheckRate(double bytesPerSecond)
    {
        if (!(bytesPerSecond > 0 && double.IsFinite(bytesPerSecond)))
            throw new ArgumentException($"the rate is {bytesPerSecond} bytes/s; it must be above 0");
    }

    private static void Check(IReadOnlyList<ServiceCost> methods)
    {
        if (methods.Count == 0)
            throw new ArgumentException("there is no method to compare; pass at least one", nameof(methods));
        foreach (var method in methods)
            foreach (double cost in (double[])[method.CompressSeconds, method.Bytes, method.ReconstructSeconds, method.SegmentSeconds])
                if (!(cost >= 0 && double.IsFinite(cost)))
                    throw new ArgumentException($"a cost of {method.Method} is {cost}; seconds and bytes must be 0 or more");
    }
}
