using Workbook.Codecs;
using Workbook.Learning.Codecs;

namespace Workbook.Fuzz.Targets;

/// <summary>The reader of recurrent codecs' model files.</summary>
internal sealed class RecurrentModelTarget() : ModelTarget(new[] { Sample(3), Sample(1) })
{
    private static readonly string[] Keys = ["workbook.recurrent", "sizes", "sizes", "iterations"];

    private static readonly string[] Words =
    [
        "", "0", "1", "2", "3", "64", "65", "-1", "2147483648", "null", "[]", "{}",
        .. new[] { "null", "[]", "[4, 4, 5]", "[4, 4, 5, 6]", "[8, 4, 4, 4]", "[0, 4, 4, 4]", "[4, 4, 4, 2048]", "[2048, 2048, 2048, 2048]", "[4, 4, 4, 2049]", "[4, 4, 4, -4]" }
            .SelectMany(widths => new[] { $"{{ \"encoderWidths\": {widths}, \"bits\": 4 }}", $"{{ \"decoderWidths\": {widths}, \"bits\": 4 }}" }),
        .. new[] { 0, 1, 5, 256, 257, int.MaxValue }.Select(bits => $"{{ \"encoderWidths\": [4, 4, 5, 6], \"decoderWidths\": [8, 4, 4, 4], \"bits\": {bits} }}"),
    ];

    private readonly RgbImage image = FuzzSamples.Images[3];

    internal override string Name => "recurrent-model";

    private protected override (string[], string[]) Vocabulary => (Keys, Words);

    internal override void Decode(byte[] bytes)
    {
        using var codec = RecurrentCodec.FromBytes(bytes, "cpu", Limits);
        codec.Decode(codec.Encode(image));
    }

    private protected override bool IsTable(string tensor) => tensor == "counts";

    private static byte[] Sample(int iterations)
    {
        using var codec = RecurrentSamples.Make(iterations: iterations);
        return codec.ToBytes();
    }
}
