using Workbook.Learning.Codecs;

namespace Workbook.Fuzz.Targets;

/// <summary>The decoder of learned codecs' streams, with a small model of each architecture.</summary>
internal sealed class LearnedTarget : EnvelopeTarget<LearnedCodec>
{
    internal LearnedTarget() : this([.. LearnedSamples.Architectures.Select(name => LearnedSamples.Make(name))])
    {
    }

    private LearnedTarget(LearnedCodec[] codecs)
        : base(codecs.Select(codec => (codec.Fingerprint, codec)), codecs.SelectMany(codec => FuzzSamples.Images.Skip(2).Select(codec.Encode)))
    {
        foreach (var codec in codecs)
            codec.Limits = SmallLimits;
    }

    internal override string Name => "learned";

    internal override void Decode(byte[] bytes)
    {
        CodecOf(bytes).Decode(bytes);
        LearnedCodec.Inspect(bytes, SmallLimits);
    }
}
