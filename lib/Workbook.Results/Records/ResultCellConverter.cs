using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbook.Results.Records;

/// <summary>Writes a cell as a JSON number, string or null; infinities and NaN as {"number": "Infinity"}, so that no text reads as one.</summary>
internal sealed class ResultCellConverter : JsonConverter<ResultCell>
{
    private const string Key = "number";

    public override bool HandleNull => true;

    public override ResultCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => ResultCell.Empty,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.StartObject => ReadNamedNumber(ref reader),
        var token => throw new JsonException($"a cell holds {token}; a number, a string or null is allowed"),
    };

    public override void Write(Utf8JsonWriter writer, ResultCell value, JsonSerializerOptions options)
    {
        if (value.Text is not null)
            writer.WriteStringValue(value.Text);
        else if (value.Number is not { } number)
            writer.WriteNullValue();
        else if (double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            WriteNamedNumber(writer, value.ToString());
    }

    private static void WriteNamedNumber(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject();
        writer.WriteString(Key, name);
        writer.WriteEndObject();
    }

    private static ResultCell ReadNamedNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool named = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(Key);
        reader.Read();
        double? number = !named || reader.TokenType != JsonTokenType.String ? null : reader.GetString() switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => null,
        };
        reader.Read();
        if (number is null || reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException("""a cell holds an object; only {"number": "Infinity"}, "-Infinity" or "NaN" is allowed""");
        return number.Value;
    }
}
