using Workbook.Codecs;

namespace Workbook.Host.Verbs.Measure;

/// <summary>One codec with several knowledges: each image is coded with one that was not learned from it.</summary>
/// <remarks>An image must be decoded on the thread that coded it, right afterwards, as the accuracy harness does.</remarks>
/// <param name="foldOf">Which codec an image belongs to.</param>
/// <param name="folds">A codec for each fold, all of one setting.</param>
internal sealed class FoldedCodec(Func<RgbImage, int> foldOf, IReadOnlyList<IImageCodec> folds) : IImageCodec
{
    private readonly ThreadLocal<IImageCodec?> _last = new();

    public string Name => folds[0].Name;

    public byte[] Encode(RgbImage image) => (_last.Value = folds[foldOf(image)]).Encode(image);

    public RgbImage Decode(ReadOnlySpan<byte> stream) =>
        (_last.Value ?? throw new InvalidOperationException("decode an image on the thread that coded it, right afterwards")).Decode(stream);
}
