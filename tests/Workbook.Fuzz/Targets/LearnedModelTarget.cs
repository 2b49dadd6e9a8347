using Workbook.Codecs;
using Workbook.Learning.Codecs;

namespace Workbook.Fuzz.Targets;

/// <summary>The reader of learned codecs' model files.</summary>
internal sealed class LearnedModelTarget() : ModelTarget(LearnedSamples.Architectures.Select(Sample))
{
    private static readonly string[] Keys = ["workbook.codec", "architecture", "N", "M", "lambda"];
    private static readonly string[] Words = ["", "0", "1", "2", "3", "4", "5", "8", "4096", "4097", "-1", "1e9", "NaN", "2147483648", .. LearnedSamples.Architectures, "cheng2020-attn"];
    private readonly RgbImage image = FuzzSamples.Images[3];

    internal override string Name => "model";

    private protected override (string[], string[]) Vocabulary => (Keys, Words);

    internal override void Decode(byte[] bytes)
    {
        using var codec = LearnedCodec.FromBytes(bytes, "cpu", Limits);
        byte[] stream;
        try
        {
            stream = codec.Encode(image);
        }
        catch (ArgumentException)
        {
            return; // weights so large that the float networks overflow: finite numbers, but no model
        }
        codec.Decode(stream);
    }

    private protected override bool IsTable(string tensor) => tensor.StartsWith("tables.", StringComparison.Ordinal);

    private static byte[] Sample(string architecture)
    {
        using var codec = LearnedSamples.Make(architecture, channels: 3);
        return codec.ToBytes();
    }
}
