using Workbook.Codecs.Magic;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A video of MAGIC.</summary>
internal sealed class MagicVideoFile(byte[] bytes) : CodedFile
{
    public override string Describe(ModelShelf shelf) => $"MAGIC {MagicWords.Of(MagicVideoDecoder.Inspect(bytes))}";

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel)
    {
        var video = shelf.WithKnowledge(MagicVideoDecoder.Inspect(bytes).KnowledgeId, knowledge => new MagicVideoDecoder(knowledge, bytes));
        var folder = Path.ChangeExtension(target, null);
        foreach (var (index, frame) in video.DecodeAll().Index().TakeWhile(_ => !cancel.IsCancellationRequested))
            ImageFile.Write(Path.Combine(folder, $"{index:00000}.png"), frame);
    }
}
