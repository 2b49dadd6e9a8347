using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A stream of MAGIC, or anything else that is no file of ours.</summary>
internal sealed class MagicFile(byte[] bytes) : CodedFile
{
    public override string Describe(ModelShelf shelf) => $"MAGIC {MagicWords.Of(Inspect())}";

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel)
        => ImageFile.Write(target, shelf.WithKnowledge(Inspect().KnowledgeId, knowledge => new MagicDecoder(knowledge).Decode(bytes)));

    private MagicStreamInfo Inspect()
    {
        try
        {
            return MagicDecoder.Inspect(bytes);
        }
        catch (BitstreamException e)
        {
            throw new BitstreamException($"this is no image file and no stream of the workbook's codecs; read as one of MAGIC: {e.Message}", e);
        }
    }
}
