using Workbook.Codecs.Triangulation;
using Workbook.Imaging.Files;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A triangulation with a colour table.</summary>
internal sealed class TriangulationFile(byte[] bytes) : CodedFile
{
    private static readonly TriangulationCodec Codec = new();

    public override string Describe(ModelShelf shelf)
    {
        var (rows, columns) = Codec.Size(bytes);
        return $"triangulation, {Size(rows, columns, bytes.Length)}";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel) => ImageFile.Write(target, Codec.Decode(bytes));
}
