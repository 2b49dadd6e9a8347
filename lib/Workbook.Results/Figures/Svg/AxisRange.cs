namespace Workbook.Results.Figures.Svg;

/// <summary>Which stretch of values an axis shows: the data and a little air.</summary>
internal static class AxisRange
{
    private const double Air = 0.05;

    public static Extent Of(Axis axis, Extent data, bool categories, bool onZero)
    {
        var extent = data.IsEmpty ? (axis.Log ? new Extent(1, 10) : new Extent(0, 1)) : data;
        if (!categories)
            extent = axis.Log ? LogAir(extent) : LinearAir(extent, onZero);
        return Checked(axis, new Extent(axis.From ?? extent.Low, axis.To ?? extent.High));
    }

    private static Extent LinearAir(Extent data, bool onZero)
    {
        if (onZero)
            data = data.And(0);
        var span = data.High - data.Low;
        var air = span > 0 ? span * Air : Math.Max(Math.Abs(data.Low) * 0.1, 0.5);
        return new(onZero && data.Low == 0 ? 0 : data.Low - air, onZero && data.High == 0 && span > 0 ? 0 : data.High + air);
    }

    private static Extent LogAir(Extent data)
    {
        var factor = data.High > data.Low ? Math.Pow(data.High / data.Low, Air) : 2;
        return new(data.Low / factor, data.High * factor);
    }

    private static Extent Checked(Axis axis, Extent extent) => extent.Low < extent.High && (!axis.Log || extent.Low > 0) ? extent
        : throw new ArgumentException($"axis '{axis.Label}' would run from {extent.Low} to {extent.High}; it must rise"
            + (axis.Log ? ", and start above 0 because it is logarithmic" : ""));
}
