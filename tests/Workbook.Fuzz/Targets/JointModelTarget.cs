using TorchSharp;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;

namespace Workbook.Fuzz.Targets;

/// <summary>The reader of joint networks' model files.</summary>
internal sealed class JointModelTarget() : ModelTarget(new[] { Sample("d4", 2), Sample("d1", 2), Sample("d3", 3), Sample("uncompressed", 2) })
{
    private static readonly string[] Keys = ["workbook.joint", "design", "sizes", "sizes", "sizes", "classes"];

    private static readonly string[] Words =
    [
        "", "1", "2", "null", "[]", "{}", "[null, null]", "[\"a\", \"b\"]", "[\"a\", \"b\", \"c\"]", .. JointDesigns.All.Keys,
        .. new[] { "[]", "null", "[0]", "[-1]", "[4]", "[4, 6]", "[6, 4]", "[2048]", "[2049]", "[2048, 2048]", "[1, 1, 1, 1, 1, 1]", "[1, 1, 1, 1, 1, 1, 1]" }
            .SelectMany(widths => new[] { $"{{ \"compression\": {{ \"widths\": {widths} }} }}", $"{{ \"segmentation\": {{ \"widths\": {widths} }} }}", $"{{ \"discriminator\": {{ \"widths\": {widths} }} }}" }),
        .. new[] { "\"blocks\": -1", "\"blocks\": 16", "\"blocks\": 17", "\"codeChannels\": 0", "\"codeChannels\": 2048", "\"dimensions\": 1", "\"dimensions\": 3", "\"inputChannels\": 0", "\"featureChannels\": -3" }
            .Select(word => $"{{ \"compression\": {{ \"widths\": [4, 6], {word} }} }}"),
        "{ \"segmentation\": { \"classes\": 2147483647 } }", "{ \"segmentation\": { \"classes\": -1 } }", "{ \"segmentation\": null }", "{ \"compression\": null }",
    ];

    internal override string Name => "joint-model";

    private protected override (string[], string[]) Vocabulary => (Keys, Words);

    internal override void Decode(byte[] bytes)
    {
        using var model = JointModel.FromBytes(bytes, "cpu", Limits);
        if (model.Codec is not { } codec)
            return;
        using var scope = torch.NewDisposeScope();
        var sizes = model.Sizes.Compression;
        codec.Segment(codec.Encode(JointSamples.Noise([1, sizes.InputChannels, .. Enumerable.Repeat(5L, sizes.Dimensions)])));
    }

    private protected override bool IsTable(string tensor) => tensor == "counts";

    private static byte[] Sample(string design, int dimensions)
    {
        using var model = JointSamples.Make(design, dimensions);
        return model.ToBytes();
    }
}
