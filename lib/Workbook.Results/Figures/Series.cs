using System.Numerics;

namespace Workbook.Results.Figures;

/// <summary>Named points of a line or scatter chart, with optional error bars and labels.</summary>
/// <remarks>A pair of a name and points turns into a series by itself: <c>("WebP", points)</c>.</remarks>
/// <param name="Name">Text in the legend; empty for a single series without legend.</param>
/// <param name="X">Positions along the horizontal axis.</param>
/// <param name="Y">Positions along the vertical axis, as many as <paramref name="X"/>. NaN leaves a gap.</param>
public sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Half length of the vertical error bar of each point (say in the caption whether it is a standard deviation or an interval).</summary>
    public IReadOnlyList<double>? YError { get; init; }

    /// <summary>Half length of the horizontal error bar of each point.</summary>
    public IReadOnlyList<double>? XError { get; init; }

    /// <summary>Text shown when the pointer rests on a point.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Whether it is drawn in grey: something known from elsewhere, beside which the rest is seen.</summary>
    public bool IsReference { get; init; }

    /// <summary>Makes a series from two columns of numbers of any type.</summary>
    /// <param name="name">Text in the legend.</param>
    /// <param name="x">Positions along the horizontal axis.</param>
    /// <param name="y">Positions along the vertical axis.</param>
    /// <param name="yError">Half lengths of the vertical error bars, or null.</param>
    /// <param name="xError">Half lengths of the horizontal error bars, or null.</param>
    /// <param name="labels">Text for the pointer, or null.</param>
    /// <typeparam name="TX">Type of the horizontal numbers.</typeparam>
    /// <typeparam name="TY">Type of the vertical numbers.</typeparam>
    /// <returns>The series.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static Series Of<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y,
        IEnumerable<double>? yError = null, IEnumerable<double>? xError = null, IEnumerable<string>? labels = null)
        where TX : INumber<TX> where TY : INumber<TY>
        => new Series(name, Numbers(x), Numbers(y)) { YError = yError?.ToArray(), XError = xError?.ToArray(), Labels = labels?.ToArray() }.Checked();

    /// <summary>Makes a series from points.</summary>
    /// <param name="name">Text in the legend.</param>
    /// <param name="points">Horizontal and vertical position of each point.</param>
    /// <returns>The series.</returns>
    public static Series Of(string name, IEnumerable<(double X, double Y)> points)
    {
        var list = points.ToArray();
        return new Series(name, Array.ConvertAll(list, p => p.X), Array.ConvertAll(list, p => p.Y));
    }

    /// <summary>A name and points become a series.</summary>
    /// <param name="named">Text in the legend and the points.</param>
    public static implicit operator Series((string Name, IEnumerable<(double X, double Y)> Points) named) => Of(named.Name, named.Points);

    /// <summary>A name and values become a series over 0, 1, 2, ...</summary>
    /// <param name="named">Text in the legend and the values.</param>
    public static implicit operator Series((string Name, IEnumerable<double> Values) named) => OverIndex(named.Name, named.Values);

    internal static Series OverIndex<T>(string name, IEnumerable<T> values) where T : INumber<T>
    {
        var y = Numbers(values);
        return new Series(name, Array.ConvertAll(Enumerable.Range(0, y.Length).ToArray(), i => (double)i), y);
    }

    internal static double[] Numbers<T>(IEnumerable<T> values) where T : INumber<T> => [.. values.Select(double.CreateChecked)];

    internal Series Checked()
    {
        RequireLength(Y.Count, "y values");
        RequireLength(YError?.Count, "vertical error bars");
        RequireLength(XError?.Count, "horizontal error bars");
        RequireLength(Labels?.Count, "labels");
        return this;
    }

    private void RequireLength(int? count, string what)
    {
        if (count is { } n && n != X.Count)
            throw new ArgumentException($"series '{Name}' has {X.Count} x values but {n} {what}; both must have the same length");
    }
}
