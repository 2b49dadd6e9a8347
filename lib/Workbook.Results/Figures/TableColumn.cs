using System.Globalization;
using Workbook.Results.Metrics;

namespace Workbook.Results.Figures;

/// <summary>A column of a table with its cells already written as text.</summary>
internal sealed class TableColumn
{
    public TableColumn(string name, IReadOnlyList<object?> values, string? format, Best best)
    {
        (Name, Values) = (name, values);
        Texts = [.. values.Select(v => Text(v, format))];
        Numeric = values.Any(IsNumber) && values.All(v => v is null || IsNumber(v));
        var numbers = values.Select(Number).ToArray();
        var target = numbers.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Aggregate((a, b) => best == Best.Lowest ? Math.Min(a, b) : Math.Max(a, b));
        // Values that read the same share the mark: nobody sees why only one of them should have it.
        var mark = best == Best.None || !double.IsFinite(target) ? null : Texts[Array.IndexOf(numbers, target)];
        IsBest = [.. Texts.Select((text, i) => mark is not null && text == mark && double.IsFinite(numbers[i]))];
    }

    public string Name { get; }

    public IReadOnlyList<object?> Values { get; }

    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyList<bool> IsBest { get; }

    public bool Numeric { get; }

    private static string Text(object? value, string? format) => value switch
    {
        null => "",
        MeanAndSpread spread => Text(spread, format),
        double number when !double.IsFinite(number) => double.IsNaN(number) ? "–" : number > 0 ? "∞" : "−∞",
        double or float or decimal when format is null => Ticks.Short(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        IFormattable number => IsNumber(value) ? number.ToString(format ?? "N0", CultureInfo.InvariantCulture).Replace('-', '−') : number.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Mean ± deviation, both to the place of the deviation's second digit; the mean alone where there was one value.</summary>
    private static string Text(MeanAndSpread value, string? format)
    {
        if (value.Count < 2 || !double.IsFinite(value.Deviation))
            return Text(value.Mean, format);
        format ??= value.Deviation > 0 ? $"F{Math.Clamp(1 - (int)Math.Floor(Math.Log10(value.Deviation)), 0, 6)}" : "G4";
        return $"{Text(value.Mean, format)} ± {Text(value.Deviation, format)}".Replace('-', '−');
    }

    private static double Number(object? value) => value is MeanAndSpread spread ? spread.Mean : IsNumber(value) ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN;

    private static bool IsNumber(object? value) => value is MeanAndSpread or double or float or decimal or int or long or short or byte or uint or ulong or ushort or sbyte;
}
