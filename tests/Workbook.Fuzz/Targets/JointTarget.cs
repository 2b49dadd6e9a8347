using TorchSharp;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Networks;

namespace Workbook.Fuzz.Targets;

/// <summary>The decoder of joint networks' streams, with a small model for images and one for volumes.</summary>
internal sealed class JointTarget : EnvelopeTarget<JointCodec>
{
    internal JointTarget() : this(Codec(JointDesigns.D4, 2), Codec(JointDesigns.D3, 3))
    {
    }

    private JointTarget(JointCodec images, JointCodec volumes) : base(new[] { images, volumes }.Select(codec => (codec.Fingerprint, codec)), Streams(images, volumes))
    {
    }

    internal override string Name => "joint";

    internal override void Decode(byte[] bytes)
    {
        using var scope = torch.NewDisposeScope();
        CodecOf(bytes).Segment(bytes);
        CodecOf(bytes).SizeOf(bytes);
    }

    /// <summary>The codec of a model with its counts, under limits.</summary>
    private static JointCodec Codec(JointDesign design, int dimensions)
    {
        var model = JointSamples.Make(design.Name, dimensions);
        return new(model.Networks, JointCodec.Count(model.Networks, []), model.Sizes.Stride) { Limits = SmallLimits };
    }

    private static IEnumerable<byte[]> Streams(JointCodec images, JointCodec volumes)
    {
        using var scope = torch.NewDisposeScope();
        return [.. FuzzSamples.Images.Skip(2).Select(image => images.Encode(ImageTensor.Of(image))), volumes.Encode(JointSamples.Noise(1, 1, 5, 9, 30)), volumes.Encode(JointSamples.Noise(1, 1, 1, 1, 1))];
    }
}
