using System.Text.Json.Nodes;

namespace Workbook.Results.Figures.Plotly;

/// <summary>Values as plotly.js wants them in JSON.</summary>
internal static class Json
{
    /// <summary>Numbers; what JSON cannot say (NaN, infinity) becomes null, which plotly.js draws as a gap.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    public static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(v => (JsonNode?)Text(v))];

    /// <summary>Text without markup: plotly.js reads a little HTML in texts, so what looks like it is escaped first.</summary>
    public static string Text(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static JsonObject ErrorBars(IReadOnlyList<double> errors, string color) =>
        new() { ["type"] = "data", ["array"] = Numbers(errors), ["color"] = color, ["thickness"] = 1.2, ["width"] = 3 };
}
