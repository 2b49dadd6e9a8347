using Workbook.Imaging.Files;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A file of a standard format, such as JPEG.</summary>
internal sealed class StandardFile(string kind, byte[] bytes) : CodedFile
{
    public override string Describe(ModelShelf shelf)
    {
        var image = ImageFile.Decode(bytes);
        return $"{kind}, {Size(image.Rows, image.Columns, bytes.Length)}";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel) => ImageFile.Write(target, ImageFile.Decode(bytes));
}
