using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workbook.Learning.Storage;

/// <summary>Writes the front of a tensor file: the header's length and its JSON text, padded so that the data begins at a multiple of 8.</summary>
internal static class HeaderWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(TensorFile file, string checksum)
    {
        using var text = new MemoryStream();
        text.Write(stackalloc byte[TensorFile.LengthBytes]);
        using (var json = new Utf8JsonWriter(text, Options))
            WriteText(json, file, checksum);
        while (text.Length % 8 != 0)
            text.WriteByte((byte)' ');
        if (text.Length - TensorFile.LengthBytes > TensorFile.MaxHeaderBytes)
            throw new InvalidOperationException(
                $"names and metadata take {text.Length:N0} bytes, allowed are {TensorFile.MaxHeaderBytes:N0}; say less in the metadata");
        var bytes = text.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - TensorFile.LengthBytes);
        return bytes;
    }

    private static void WriteText(Utf8JsonWriter json, TensorFile file, string checksum)
    {
        json.WriteStartObject();
        json.WriteStartObject(TensorLayout.Metadata);
        foreach (var (key, value) in file.Metadata)
            json.WriteString(key, value);
        json.WriteString(TensorChecksum.Key, checksum);
        json.WriteEndObject();
        long at = 0;
        foreach (var tensor in file.Tensors)
            WriteTensor(json, tensor, ref at);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, StoredTensor tensor, ref long at)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        WriteNumbers(json, "shape", tensor.Shape);
        WriteNumbers(json, "data_offsets", [at, at += tensor.Data.Length]);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
