using Workbook.Codecs.Entropy;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Codes the blocks' labels, each against the mean of the blocks on its left and above it.</summary>
/// <remarks>The context is how far those two differ and how large they are. Every profile and the video use it; statistics belong to
/// the profile.</remarks>
internal sealed class LabelCoder(LabelStatistics statistics)
{
    internal const int Contexts = 8;
    private readonly AdaptiveInteger[] models = statistics.Models();

    internal void Encode(RangeEncoder encoder, ReadOnlySpan<int> labels, int perRow)
    {
        for (var k = 0; k < labels.Length; k++)
        {
            var (guess, context) = Guess(labels, k, perRow);
            models[context].Encode(encoder, labels[k] - guess);
        }
    }

    internal void Decode(ref RangeDecoder decoder, Span<int> labels, int perRow, int entries)
    {
        for (var k = 0; k < labels.Length; k++)
        {
            var (guess, context) = Guess(labels, k, perRow);
            labels[k] = guess + models[context].Decode(ref decoder);
            if ((uint)labels[k] >= (uint)entries)
                throw new BitstreamException($"the label of block {k} is {labels[k]}, the dictionary has {entries} entries; the stream is damaged");
        }
    }

    /// <summary>What a label is expected to be, and how sure that is.</summary>
    internal static (int Guess, int Context) Guess(ReadOnlySpan<int> labels, int k, int perRow)
    {
        if (k == 0)
            return (0, 0);
        if (k < perRow || k % perRow == 0)
            return (labels[k < perRow ? k - 1 : k - perRow], 1);
        var (left, above) = (labels[k - 1], labels[k - perRow]);
        var spread = Math.Abs(left - above);
        return ((left + above) / 2, spread switch { 0 => left == 0 ? 2 : 3, 1 => 4, <= 3 => 5, <= 8 => 6, _ => 7 });
    }
}
