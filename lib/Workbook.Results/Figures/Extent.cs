namespace Workbook.Results.Figures;

/// <summary>Smallest interval that holds some values; starts out empty.</summary>
internal readonly record struct Extent(double Low, double High)
{
    public static readonly Extent Empty = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => Low > High;

    public Extent And(double value) => double.IsFinite(value) ? new(Math.Min(Low, value), Math.Max(High, value)) : this;

    public Extent And(Extent other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>The interval of the finite values; on a logarithmic axis also only of those above 0.</summary>
    public static Extent Of(IEnumerable<double> values, bool log) =>
        values.Where(v => !log || v > 0).Aggregate(Empty, (extent, value) => extent.And(value));

    /// <summary>The interval of <c>centre - error</c> and <c>centre + error</c>.</summary>
    public static Extent Of(IReadOnlyList<double> centres, IReadOnlyList<double>? errors, bool log)
    {
        var extent = Of(centres, log);
        return errors is null ? extent
            : extent.And(Of(centres.Zip(errors, (c, e) => c - e), log)).And(Of(centres.Zip(errors, (c, e) => c + e), log));
    }
}
