using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A learned codec's stream.</summary>
internal sealed class LearnedFile(byte[] bytes) : CodedFile
{
    public override string Describe(ModelShelf shelf)
    {
        var info = LearnedCodec.Inspect(bytes);
        var names = string.Join(" or ", shelf.ModelsOf<LearnedCodec>(info.ModelId).Select(codec => codec.Name));
        return $"learned codec, {Size(info.Rows, info.Columns, info.Bytes)}, model {info.ModelId} ({(names.Length > 0 ? names : "not at hand")})";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel)
        => ImageFile.Write(target, shelf.WithModel(LearnedCodec.Inspect(bytes).ModelId, (LearnedCodec codec) => codec.Decode(bytes)));
}
