using Workbook.Codecs.Magic;
using Workbook.Learning.Codecs;
using Workbook.Learning.Storage;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A file that streams need: MAGIC's knowledge, a learned or recurrent codec's model, or joint networks. The one place that tells them apart.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Fingerprint">Streams tell its first digits.</param>
/// <param name="Kind"><see cref="MagicKnowledge"/>, <see cref="LearnedCodec"/>, <see cref="RecurrentCodec"/> or <see cref="JointModel"/>.</param>
/// <param name="Open">Gives one of that kind, which computes on a device; the caller disposes it.</param>
internal sealed record ShelfItem(string File, string Fingerprint, Type Kind, Func<string, object> Open)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="TensorFileException">It is neither knowledge nor a good tensor file.</exception>
    public static ShelfItem Read(string file)
    {
        if (KnowledgeFile.Is(file))
        {
            var knowledge = MagicKnowledge.Load(file);
            return new(file, knowledge.Fingerprint, typeof(MagicKnowledge), _ => knowledge);
        }
        var tensors = TensorFile.Load(file);
        return JointModel.IsModel(tensors) ? new(file, tensors.Fingerprint, typeof(JointModel), device => JointModel.Load(file, device))
            : RecurrentCodec.IsModel(tensors) ? new(file, tensors.Fingerprint, typeof(RecurrentCodec), device => RecurrentCodec.Load(file, device))
            : new(file, tensors.Fingerprint, typeof(LearnedCodec), device => LearnedCodec.Load(file, device));
    }
}
