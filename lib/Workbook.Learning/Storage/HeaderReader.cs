using System.Text.Json;
using System.Text.Unicode;

namespace Workbook.Learning.Storage;

/// <summary>Reads the JSON text at the front of a tensor file; refuses whatever the format does not know.</summary>
internal ref struct HeaderReader
{
    private readonly List<TensorHeader.Entry> _entries = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, string> _metadata = [];
    private Utf8JsonReader _json;

    private HeaderReader(ReadOnlySpan<byte> text) => _json = new(text, new JsonReaderOptions { MaxDepth = 3 });

    /// <summary>Reads a header; its tensors come in the order of their bytes, whichever order the text has.</summary>
    /// <param name="text">The whole header, padding included.</param>
    /// <exception cref="TensorFileException">It is no header of a tensor file.</exception>
    internal static TensorHeader Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '{')
            throw new TensorFileException($"byte {TensorFile.LengthBytes} is {(text.IsEmpty ? "missing" : $"{text[0]:X2}")}, expected 7B, "
                + "the '{' of a header; this is not a tensor file (safetensors)");
        if (!Utf8.IsValid(text))
            throw new TensorFileException("the header is not UTF-8 text; this is not a tensor file (safetensors), or it is damaged");
        var reader = new HeaderReader(text);
        try
        {
            reader.ReadAll();
        }
        catch (JsonException e)
        {
            throw reader.Bad($"the header is not the JSON of a tensor file: {e.Message}", e);
        }
        return new TensorHeader([.. reader._entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)], reader._metadata);
    }

    private void ReadAll()
    {
        _json.Read();
        while (NextName("the header") is { } name)
            if (!_names.Add(name))
                throw Bad($"'{name}' stands in the header twice");
            else if (name == TensorLayout.Metadata)
                ReadMetadata();
            else
                _entries.Add(ReadEntry(name));
        _json.Read(); // refuses what follows, but for spaces
    }

    private void ReadMetadata()
    {
        Expect(JsonTokenType.StartObject, TensorLayout.Metadata);
        while (NextName(TensorLayout.Metadata) is { } name)
        {
            Expect(JsonTokenType.String, $"'{name}' in {TensorLayout.Metadata}");
            if (!_metadata.TryAdd(name, Text()))
                throw Bad($"'{name}' stands in {TensorLayout.Metadata} twice");
        }
    }

    private TensorHeader.Entry ReadEntry(string name)
    {
        if (TensorLayout.WhyNoName(name) is { } why)
            throw Bad(why);
        TensorType? type = null;
        long[]? shape = null, offsets = null;
        Expect(JsonTokenType.StartObject, $"tensor '{name}'");
        while (NextName($"tensor '{name}'") is { } member)
            switch (member)
            {
                case "dtype" when type is null:
                    type = ReadType(name);
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers($"the shape of '{name}'", TensorLayout.MaxRank);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers($"the data offsets of '{name}'", 2);
                    break;
                default:
                    throw Bad($"tensor '{name}' has '{member}'; allowed are dtype, shape and data_offsets, each once");
            }
        return type is { } known && shape is not null && offsets is [var begin, var end] ? new(name, known, shape, begin, end)
            : throw Bad($"tensor '{name}' lacks its dtype, its shape or its two data offsets");
    }

    private TensorType ReadType(string name)
    {
        Expect(JsonTokenType.String, $"the dtype of '{name}'");
        return TensorLayout.TryParse(Text(), out var type) ? type
            : throw Bad($"tensor '{name}' is of dtype '{TensorLayout.Short(Text())}'; known are {string.Join(", ", TensorLayout.TypeNames)}");
    }

    private long[] ReadNumbers(string what, int most)
    {
        var numbers = new List<long>();
        Expect(JsonTokenType.StartArray, what);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetUInt64(out var number) || number > long.MaxValue)
                throw Bad($"{what} holds something else than a whole number from 0 to {long.MaxValue}");
            else if (numbers.Count == most)
                throw Bad($"{what} holds more than {most} numbers");
            else
                numbers.Add((long)number);
        return [.. numbers];
    }

    /// <summary>The next member's name; null at the end of the object.</summary>
    private string? NextName(string where)
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.PropertyName when Text() is var name => name.Length <= TensorLayout.MaxNameLength ? name
                : throw Bad($"a name of {name.Length:N0} characters begins '{TensorLayout.Short(name)}'; allowed are {TensorLayout.MaxNameLength:N0}"),
            JsonTokenType.EndObject => null,
            _ => throw Bad($"{where} goes on with {_json.TokenType}"),
        };
    }

    private void Expect(JsonTokenType type, string what)
    {
        _json.Read();
        if (_json.TokenType != type)
            throw Bad($"{what} is {_json.TokenType}, expected {type}");
    }

    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw Bad("a text holds half a character (a lone surrogate)", e);
        }
    }

    private readonly TensorFileException Bad(string what, Exception? inner = null)
        => new($"{what} (byte {TensorFile.LengthBytes + _json.TokenStartIndex}); the file is damaged or not a tensor file (safetensors)", inner);
}
