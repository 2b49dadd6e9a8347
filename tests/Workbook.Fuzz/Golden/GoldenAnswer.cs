using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Workbook.Fuzz.Golden;

/// <summary>What one process makes of the golden files.</summary>
/// <param name="Vectors">Width of the widest vectors that it may use, in bits; 0 without any.</param>
/// <param name="Processors">Processors that it believes to have.</param>
/// <param name="Optimized">Whether the codecs were built as Release.</param>
/// <param name="Decoded">SHA-256 of each file's pixels.</param>
/// <param name="EncodedSha256">Of what MAGIC's encoders make of scenes.</param>
/// <param name="LevelsApart">Of the learned codecs' pixels, at most, from the kept pictures.</param>
/// <param name="FloatSha256">Of what the learned codecs' float networks give: other processors, other last digits.</param>
internal sealed record GoldenAnswer(int Vectors, int Processors, bool Optimized, SortedDictionary<string, string> Decoded, string EncodedSha256,
    int LevelsApart, string FloatSha256)
{
    internal static GoldenAnswer Of(string folder, int threads)
    {
        var set = new GoldenSet(folder);
        return new(WidestVector(), Environment.ProcessorCount, IsOptimized(), set.DecodeAll(threads), GoldenSource.EncodedHash(set, folder),
            set.OfLearned(learned => learned.LevelsApart()).Max(), GoldenSet.Hash([.. set.OfLearned(learned => learned.FloatHash()).SelectMany(Convert.FromHexString)]));
    }

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static GoldenAnswer FromJson(string json) => JsonSerializer.Deserialize<GoldenAnswer>(json)!;

    private static int WidestVector() => Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static bool IsOptimized() => typeof(Codecs.RgbImage).Assembly.GetCustomAttributes(typeof(System.Diagnostics.DebuggableAttribute), false)
        .Cast<System.Diagnostics.DebuggableAttribute>().All(attribute => !attribute.IsJITOptimizerDisabled);
}
