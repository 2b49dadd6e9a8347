using Workbook.Imaging.Files;
using Workbook.Imaging.Standard;

namespace Workbook.Host.Verbs.Coded;

/// <summary>An HEVC intra picture.</summary>
internal sealed class HevcFile(byte[] bytes) : CodedFile
{
    private static readonly Hevc Codec = new(0);

    public override string Describe(ModelShelf shelf)
    {
        var (rows, columns) = Codec.Size(bytes);
        return $"HEVC intra, {Size(rows, columns, bytes.Length)}";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel) => ImageFile.Write(target, Codec.Decode(bytes));
}
