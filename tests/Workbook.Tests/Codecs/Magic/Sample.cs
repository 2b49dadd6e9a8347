using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

/// <summary>Seeded images of a cracked wall, and knowledge learned from some of them.</summary>
internal static class Sample
{
    private static readonly Lazy<MagicKnowledge> Lazy8 = new(() => Learn(8));
    private static readonly Lazy<MagicKnowledge> Lazy2 = new(() => Learn(2));

    internal static MagicKnowledge Knowledge => Lazy8.Value;

    internal static MagicKnowledge FourColors => Lazy2.Value;

    internal static MagicKnowledge Learn(int bits, ulong seed = 1, int images = 12, int? threads = null) => KnowledgeAcquisition.Learn(
        [.. Enumerable.Range(0, images).Select(i => Image(128, 128, (ulong)i))],
        new KnowledgeOptions { PaletteBits = bits, Epochs = 3, Seed = seed, MaxDegreeOfParallelism = threads });

    internal static RgbImage Image(int rows, int columns, ulong seed)
    {
        var random = new SeededRandom(seed, 77);
        var image = new RgbImage(rows, columns);
        var (crack, slope) = (random.Next(columns), random.Next(200) - 100);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
            {
                var dark = Math.Abs(c - crack - r * slope / 100) <= 2;
                var level = dark ? 40 : 150 + 40 * r / rows - 30 * c / columns;
                for (var k = 0; k < 3; k++)
                    image.Pixels[3 * (r * columns + c) + k] = (byte)(level + random.Next(9) - 5 * k);
            }
        return image;
    }
}
