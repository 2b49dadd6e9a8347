using System.Globalization;
using System.Text.Json.Serialization;

namespace Workbook.Results.Records;

/// <summary>One cell of a <see cref="ResultTable"/>: a number, a text, or nothing.</summary>
[JsonConverter(typeof(ResultCellConverter))]
public readonly record struct ResultCell
{
    private ResultCell(double? number, string? text) => (Number, Text) = (number, text);

    /// <summary>The number, where the cell holds one; it may be infinite or not a number.</summary>
    public double? Number { get; }

    /// <summary>The text, where the cell holds one.</summary>
    public string? Text { get; }

    /// <summary>A cell without a value.</summary>
    public static ResultCell Empty => default;

    /// <summary>A cell with a number.</summary>
    /// <param name="number">Any number.</param>
    public static implicit operator ResultCell(double number) => new(number, null);

    /// <summary>A cell with a text; null gives an empty cell.</summary>
    /// <param name="text">Any text.</param>
    public static implicit operator ResultCell(string? text) => new(null, text);

    /// <summary>The value as text, numbers in the invariant culture with all digits.</summary>
    /// <returns>An empty text for an empty cell.</returns>
    public override string ToString() => Text ?? Number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
