using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A recurrent codec's stream.</summary>
internal sealed class RecurrentFile(byte[] bytes) : CodedFile
{
    public override string Describe(ModelShelf shelf)
    {
        var info = RecurrentCodec.Inspect(bytes);
        var there = shelf.ModelsOf<RecurrentCodec>(info.ModelId).Any();
        return $"recurrent codec, {Size(info.Rows, info.Columns, info.Bytes)}, {info.Iterations} iteration{(info.Iterations == 1 ? "" : "s")}, model {info.ModelId} ({(there ? "at hand" : "not at hand")})";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel)
        => ImageFile.Write(target, shelf.WithModel(RecurrentCodec.Inspect(bytes).ModelId, (RecurrentCodec codec) => codec.Decode(bytes)));
}
