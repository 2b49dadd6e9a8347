using System.Buffers.Binary;
using Workbook.Codecs;

namespace Workbook.Learning.Storage;

/// <summary>Tensors and words about them, as a file in the safetensors layout: weights of networks, checkpoints of trainings.</summary>
/// <remarks>
/// Layout: safetensors format description (huggingface/safetensors, README); FORMAT.md beside this file says what we add, a checksum.
/// Files that PyTorch users save are read as well, and ours by them. Reading is strict: any bytes give an object or a
/// <see cref="TensorFileException"/>, and never take more memory than a small multiple of their own length. An object never changes.
/// </remarks>
public sealed partial class TensorFile
{
    internal const int LengthBytes = 8;
    internal const int MaxHeaderBytes = 100_000_000;

    private readonly Dictionary<string, StoredTensor> _byName;
    private readonly TensorChecksum _checksum;

    /// <summary>Puts tensors together.</summary>
    /// <param name="tensors">In any order, each name once.</param>
    /// <param name="metadata">Words about them.</param>
    /// <exception cref="ArgumentException">A name stands twice, or the words cannot be stored.</exception>
    public TensorFile(IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        Tensors = [.. tensors.OrderByDescending(tensor => tensor.Type).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        Metadata = new SortedDictionary<string, string>(metadata?.ToDictionary() ?? [], StringComparer.Ordinal);
        _byName = [];
        foreach (var tensor in Tensors)
            if (!_byName.TryAdd(tensor.Name, tensor))
                throw new ArgumentException($"two tensors are named '{tensor.Name}'", nameof(tensors));
        if (Metadata.ContainsKey(TensorChecksum.Key) || !Metadata.All(pair => TensorLayout.IsText(pair.Key) && TensorLayout.IsText(pair.Value)))
            throw new ArgumentException($"metadata holds half a character (a lone surrogate) or '{TensorChecksum.Key}', the writer's own", nameof(metadata));
        _checksum = new(this);
    }

    /// <summary>The tensors in the order of the file: larger items first, then by name.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>Words about them.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>True where the bytes read carried a checksum of ours, and it fits.</summary>
    public bool IsVerified { get; private init; }

    /// <summary>SHA-256 over names, types, shapes and numbers in 64 hex digits: what a stream says to name the weights it was made with.</summary>
    /// <remarks>Exact everywhere; the same whatever the metadata and the order in the file.</remarks>
    public string Fingerprint => _checksum.Fingerprint;

    /// <summary>A tensor by its name; null where there is none.</summary>
    public StoredTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The bytes of the file, the same for the same content on every machine.</summary>
    public byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        Write(bytes);
        return bytes.ToArray();
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">Where to; usually ends with .safetensors.</param>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it is.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">What is accepted; null for <see cref="Limits.Default"/>.</param>
    /// <exception cref="TensorFileException">The bytes are not a good tensor file.</exception>
    public static TensorFile FromBytes(byte[] bytes, Limits? limits = null)
        => Read(new MemoryStream(bytes, writable: false), limits ?? Limits.Default);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is accepted; null for <see cref="Limits.Default"/>.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="TensorFileException">It is not a good tensor file.</exception>
    public static TensorFile Load(string path, Limits? limits = null)
    {
        using var file = File.OpenRead(path);
        try
        {
            return Read(file, limits ?? Limits.Default);
        }
        catch (TensorFileException e)
        {
            throw new TensorFileException($"{path}: {e.Message}", e);
        }
    }

    private void Write(Stream stream)
    {
        stream.Write(HeaderWriter.Write(this, _checksum.OfAll));
        foreach (var tensor in Tensors)
            stream.Write(tensor.Data.Span);
    }

    private static TensorFile Read(Stream stream, Limits limits)
    {
        if (stream.Length > limits.MaxFileBytes)
            throw new TensorFileException($"the file has {stream.Length:N0} bytes, allowed are {limits.MaxFileBytes:N0}; "
                + "raise Limits.MaxFileBytes only for files you made");
        var header = ReadHeader(stream);
        header.CheckLayout(stream.Length - stream.Position);
        var tensors = header.Entries.Select(entry => ReadTensor(stream, entry)).ToArray();
        var words = header.Metadata.Where(pair => pair.Key != TensorChecksum.Key).ToDictionary();
        var told = header.Metadata.GetValueOrDefault(TensorChecksum.Key);
        var file = new TensorFile(tensors, words) { IsVerified = told is not null };
        if (told is not null && told != file._checksum.OfAll)
            throw new TensorFileException($"the header's checksum is {TensorLayout.Short(told)}, but the content's is {file._checksum.OfAll}; "
                + "the file is damaged, take a copy");
        return file;
    }

    private static TensorHeader ReadHeader(Stream stream)
    {
        if (stream.Length < LengthBytes)
            throw new TensorFileException($"the file has {stream.Length} bytes; a tensor file (safetensors) begins with {LengthBytes} that tell its header's length");
        var length = new byte[LengthBytes];
        stream.ReadExactly(length);
        var (told, allowed) = (BinaryPrimitives.ReadUInt64LittleEndian(length), (ulong)Math.Min(stream.Length - LengthBytes, MaxHeaderBytes));
        if (told > allowed)
            throw new TensorFileException($"bytes 0-7 ask for a header of {told:N0} bytes, allowed are {allowed:N0}; "
                + "the file was cut short or is not a tensor file (safetensors)");
        var text = new byte[told];
        stream.ReadExactly(text);
        return HeaderReader.Read(text);
    }

    private static StoredTensor ReadTensor(Stream stream, TensorHeader.Entry entry)
    {
        var data = GC.AllocateUninitializedArray<byte>((int)(entry.End - entry.Begin));
        stream.ReadExactly(data);
        if (entry.Type == TensorType.BOOL && data.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) is >= 0 and var at)
            throw new TensorFileException($"tensor '{entry.Name}', BOOL, holds {data[at]} at place {at:N0}; allowed are 0 and 1");
        return new StoredTensor(entry.Name, entry.Type, entry.Shape, data);
    }
}
