namespace Workbook.Results.Figures.Svg;

/// <summary>Turns values into pixels along one axis.</summary>
/// <param name="Low">Value at <paramref name="Start"/>.</param>
/// <param name="High">Value at <paramref name="End"/>.</param>
/// <param name="Start">Pixel of the low end.</param>
/// <param name="End">Pixel of the high end.</param>
/// <param name="Log">Whether equal factors, not equal steps, are equally long.</param>
internal readonly record struct Scale(double Low, double High, double Start, double End, bool Log)
{
    public double At(double value) => Start + (End - Start) * Share(value);

    /// <summary>Like <see cref="At"/>, but a value a logarithmic axis cannot show lies at the low end.</summary>
    public double AtOrLow(double value) => Log && value <= 0 ? Start : At(value);

    public bool Shows(double value) => double.IsFinite(value) && (!Log || value > 0);

    private double Share(double value) => Log ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
}
