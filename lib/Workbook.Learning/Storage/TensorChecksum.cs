using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workbook.Learning.Storage;

/// <summary>SHA-256 of a tensor file's content; the bytes hashed are listed in FORMAT.md.</summary>
internal sealed class TensorChecksum(TensorFile file)
{
    /// <summary>The metadata entry that holds <see cref="OfAll"/>.</summary>
    internal const string Key = "workbook.sha256";

    private readonly Lazy<byte[]> _tensors = new(() => HashTensors(file));

    /// <summary>Names, types, shapes and numbers.</summary>
    internal string Fingerprint => Convert.ToHexStringLower(_tensors.Value);

    /// <summary>The fingerprint and the metadata.</summary>
    internal string OfAll
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(_tensors.Value);
            foreach (var (key, value) in file.Metadata)
            {
                Append(hash, key);
                Append(hash, value);
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    private static byte[] HashTensors(TensorFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in file.Tensors)
        {
            Append(hash, tensor.Name);
            Append(hash, tensor.Type.ToString());
            Append(hash, tensor.Shape.Count);
            foreach (var length in tensor.Shape)
                Append(hash, length);
            hash.AppendData(tensor.Data.Span);
        }
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
