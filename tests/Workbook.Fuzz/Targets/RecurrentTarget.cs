using Workbook.Learning.Codecs;

namespace Workbook.Fuzz.Targets;

/// <summary>The decoder of recurrent codecs' streams, with two small models.</summary>
internal sealed class RecurrentTarget : EnvelopeTarget<RecurrentCodec>
{
    internal RecurrentTarget() : this([RecurrentSamples.Make(), RecurrentSamples.Make(seed: 4, iterations: 1)])
    {
    }

    private RecurrentTarget(RecurrentCodec[] codecs)
        : base(codecs.Select(codec => (codec.Fingerprint, codec)), codecs.SelectMany(codec => FuzzSamples.Images.Skip(2).Select(codec.Encode)))
    {
        foreach (var codec in codecs)
            codec.Limits = SmallLimits;
    }

    internal override string Name => "recurrent";

    internal override void Decode(byte[] bytes)
    {
        CodecOf(bytes).Decode(bytes);
        RecurrentCodec.Inspect(bytes, SmallLimits);
    }
}
