using Workbook.Imaging.Files;
using Workbook.Imaging.Standard;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A BPG file.</summary>
internal sealed class BpgFile(byte[] bytes) : CodedFile
{
    private static readonly Bpg Codec = new(0);

    public override string Describe(ModelShelf shelf)
    {
        var (rows, columns) = Codec.Size(bytes);
        return $"BPG, {Size(rows, columns, bytes.Length)}";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel) => ImageFile.Write(target, Codec.Decode(bytes));
}
