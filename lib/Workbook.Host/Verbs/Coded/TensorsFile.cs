using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Storage;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A learned codec's model, or other tensors.</summary>
internal sealed class TensorsFile(byte[] bytes) : CodedFile
{
    /// <summary>Whether bytes begin tensors: a length below 4 GB and a header that is an object.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes is [_, _, _, _, 0, 0, 0, 0, (byte)'{', ..];

    public override string Describe(ModelShelf shelf)
    {
        var file = TensorFile.FromBytes(bytes);
        if (!LearnedCodec.IsModel(file))
            return $"{file.Tensors.Count} tensors, {bytes.Length:N0} bytes, {file.Fingerprint}";
        using var codec = LearnedCodec.FromBytes(bytes, "cpu");
        return $"model {codec.Fingerprint}, {codec.Name}, {bytes.Length:N0} bytes";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel)
        => throw new BitstreamException("these are tensors, such as a learned codec's model, and no image; give a model as --model");
}
