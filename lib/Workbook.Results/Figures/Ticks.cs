using System.Globalization;

namespace Workbook.Results.Figures;

/// <summary>Places and texts of the marks along an axis.</summary>
/// <param name="Major">Marked and labelled values, rising.</param>
/// <param name="Labels">Text of each major value.</param>
/// <param name="Minor">Marked values without text (logarithmic axes only).</param>
internal sealed record Ticks(double[] Major, string[] Labels, double[] Minor)
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Steps of 1, 2, 2.5 or 5 times a power of ten, at most <paramref name="most"/> of them in [low, high].</summary>
    public static Ticks Linear(double low, double high, int most)
    {
        var step = NiceStep((high - low) / Math.Max(1, most));
        var first = (long)Math.Ceiling(low / step - 1e-9);
        var last = (long)Math.Floor(high / step + 1e-9);
        var values = new double[Math.Max(0, last - first + 1)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (first + i) * step;
        return new Ticks(values, [.. values.Select(v => Text(v, step))], []);
    }

    /// <summary>Powers of ten, thinned to at most <paramref name="most"/>; below two decades also 2 and 5 times a power.</summary>
    public static Ticks Logarithmic(double low, double high, int most)
    {
        var (first, last) = ((int)Math.Ceiling(Math.Log10(low) - 1e-9), (int)Math.Floor(Math.Log10(high) + 1e-9));
        var decades = Math.Log10(high / low);
        if (decades < 0.7)
            return Linear(low, high, most);
        int[] factors = decades <= 2.2 ? [1, 2, 5] : [1];
        var every = Math.Max(1, (int)Math.Ceiling((last - first + 1) / (double)most));
        var major = Spread(first - 1, last, factors, every).Where(v => Inside(v, low, high)).ToArray();
        var minor = every > 1 ? [] : Spread(first - 1, last, [1, 2, 3, 4, 5, 6, 7, 8, 9], 1).Where(v => Inside(v, low, high)).Except(major).ToArray();
        return new Ticks(major, [.. major.Select(LogText)], minor);
    }

    /// <summary>A whole number of categories: one mark each.</summary>
    public static Ticks Named(IReadOnlyList<string> names) => new([.. Enumerable.Range(0, names.Count).Select(i => (double)i)], [.. names], []);

    /// <summary>A value with as many decimals as its step needs; very large and very small ones as a power of ten.</summary>
    public static string Text(double value, double step)
    {
        var largest = Math.Max(Math.Abs(value), step);
        if (largest >= 1e6 || step < 1e-4)
            return Power(value);
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6);
        if (Math.Abs(step * Math.Pow(10, decimals) - Math.Round(step * Math.Pow(10, decimals))) > 1e-6)
            decimals++;
        return Sign((value == 0 ? 0 : value).ToString("N" + decimals, CultureInfo.InvariantCulture));
    }

    /// <summary>A value by itself, to a few significant digits.</summary>
    public static string Short(double value, int digits = 4)
    {
        var size = Math.Abs(value);
        if (size is >= 1e6 or (> 0 and < 1e-4))
            return Power(value);
        return Sign(value.ToString(size >= 1000 ? "N0" : "G" + digits, CultureInfo.InvariantCulture));
    }

    private static string LogText(double value) => value is >= 1e-4 and < 1e6 ? Sign(value.ToString("#,0.####", CultureInfo.InvariantCulture)) : Power(value);

    private static string Power(double value)
    {
        if (value == 0)
            return "0";
        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-12);
        var factor = Math.Round(value / Math.Pow(10, exponent), 3);
        var power = "10" + (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(d => Superscripts[d - '0']));
        return factor == 1 ? power : Sign(factor.ToString("0.###", CultureInfo.InvariantCulture)) + "×" + power;
    }

    private static string Sign(string number) => number.Replace('-', '−');

    private static bool Inside(double value, double low, double high) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);

    private static IEnumerable<double> Spread(int first, int last, int[] factors, int every) =>
        from exponent in Enumerable.Range(first, last - first + 1)
        where Math.Abs(exponent) % every == 0
        from factor in factors
        select factor * Math.Pow(10, exponent);

    private static double NiceStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double[] nice = [1, 2, 2.5, 5, 10];
        return nice.First(n => n * power >= rough * (1 - 1e-9)) * power;
    }
}
