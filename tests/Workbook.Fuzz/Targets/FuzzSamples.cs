using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Scenes;

namespace Workbook.Fuzz.Targets;

/// <summary>Knowledge and good streams, small, so that a mutation costs microseconds; made from scenes, the same on every machine.</summary>
internal sealed class FuzzSamples
{
    private readonly Lazy<MagicKnowledge> drawn = new(() => Learn(new() { BlockSize = 16, PaletteBits = 5, Epochs = 4, Iterations = 4 }));

    private readonly Lazy<MagicKnowledge> learned =
        new(() => Learn(new() { BlockSize = 8, PaletteBits = 3, Epochs = 2, Iterations = 2, EntropyStride = 2, LearnedPatterns = true, CoveredGrid = false }));

    internal MagicKnowledge Knowledge => drawn.Value;

    /// <summary>Another knowledge: smaller blocks, learned patterns, fewer colours.</summary>
    internal MagicKnowledge Other => learned.Value;

    internal static RgbImage[] Images { get; } =
    [
        CrackScenes.Make(1, 77, new() { Rows = 64, Columns = 64 }).Image,
        FireScenes.Make(1, 77, new() { Rows = 64, Columns = 64 }).Image,
        FireScenes.Make(2, 77, new() { Rows = 49, Columns = 90 }).Image,
        Corner(CrackScenes.Make(3, 77, new() { Rows = 48, Columns = 48 }).Image, 17, 1),
    ];

    internal static RgbImage[] Frames { get; } = [.. FireScenes.Video(4, 77, new() { Rows = 64, Columns = 64 }).Select(s => s.Image)];

    /// <summary>Streams of several sizes, qualities and grids.</summary>
    internal byte[][] Streams(MagicProfile profile)
    {
        var encoder = new MagicEncoder(Knowledge);
        var options = new MagicOptions { Profile = profile, PointDivisor = 2, QuantizerStep = 24 };
        return
        [
            .. Images.Select(image => encoder.Encode(image, options)),
            encoder.Encode(Images[0], options with { PointDivisor = 40, GridStep = 21, QuantizerStep = 6 }),
            encoder.Encode(Images[1], options with { CoveredGrid = false, PointDivisor = 6 }),
            encoder.Encode(Images[3], options with { GridStep = 1 }),
        ];
    }

    internal byte[][] Videos() =>
    [
        MagicVideoEncoder.Encode(Knowledge, Frames, new() { KeyFrameInterval = 3, Frame = new() { PointDivisor = 3 } }),
        MagicVideoEncoder.Encode(Knowledge, Frames.Take(3), new() { LabelTolerance = 0, ColorTolerance = 0, Frame = new() { PointDivisor = 2, GridStep = 13 } }),
    ];

    private static MagicKnowledge Learn(KnowledgeOptions options) => KnowledgeAcquisition.Learn(Images[..3], options);

    private static RgbImage Corner(RgbImage image, int rows, int columns)
    {
        var corner = new RgbImage(rows, columns);
        for (var r = 0; r < rows; r++)
            image.Pixels.AsSpan(3 * r * image.Columns, 3 * columns).CopyTo(corner.Pixels.AsSpan(3 * r * columns));
        return corner;
    }
}
