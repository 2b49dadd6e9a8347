using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Codecs.Triangulation;
using Workbook.Imaging.Scenes;

namespace Workbook.Fuzz.Golden;

/// <summary>A file to be kept.</summary>
internal sealed record GoldenSource(string File, string Knowledge, byte[] Bytes)
{
    private const ulong Seed = 2026;

    /// <summary>Two kinds of knowledge, seven of models, and streams of every kind, quality, grid and shape.</summary>
    internal static List<GoldenSource> All()
    {
        var (walls, forests) = (Walls(), Forests());
        var sources = new List<GoldenSource> { new("walls.mgk", "walls.mgk", walls.ToBytes()), new("forests.mgk", "forests.mgk", forests.ToBytes()) };
        foreach (var profile in Enum.GetValues<MagicProfile>())
            sources.AddRange(Stills(profile, walls, forests));
        sources.Add(new("light.mgv", "walls.mgk", Video(walls, CrackScenes.Video(4, Seed))));
        sources.Add(new("flames.mgv", "forests.mgk", Video(forests, FireScenes.Video(5, Seed, new() { Rows = 120, Columns = 90 }))));
        sources.AddRange(GoldenLearned.Sources(Seed));
        sources.AddRange(GoldenJoint.Sources(Seed));
        sources.AddRange(GoldenRecurrent.Sources(Seed));
        sources.AddRange(Triangulations());
        return sources;
    }

    /// <summary>What encoders make of scenes: no promise for later versions, but the same on every machine today.</summary>
    internal static string EncodedHash(GoldenSet set, string folder)
    {
        var encoder = new MagicEncoder(MagicKnowledge.Load(Path.Combine(folder, "walls.mgk")));
        var options = Enum.GetValues<MagicProfile>().Select(profile => new MagicOptions { Profile = profile, PointDivisor = 3 });
        return GoldenSet.Hash([.. options.SelectMany(o => encoder.Encode(CrackScenes.Make(set.Files.Count, Seed).Image, o))]);
    }

    private static IEnumerable<GoldenSource> Stills(MagicProfile profile, MagicKnowledge walls, MagicKnowledge forests)
    {
        var (name, options) = (profile.ToString().ToLowerInvariant(), new MagicOptions { Profile = profile });
        var (crack, fire) = (CrackScenes.Make(1, Seed).Image, FireScenes.Make(1, Seed).Image);
        var wide = FireScenes.Make(2, Seed, new() { Rows = 50, Columns = 131 }).Image;
        yield return new($"{name}-crack.mgc", "walls.mgk", new MagicEncoder(walls).Encode(crack, options));
        yield return new($"{name}-crack-fine.mgc", "walls.mgk", new MagicEncoder(walls).Encode(crack, options with { PointDivisor = 2, QuantizerStep = 6 }));
        yield return new($"{name}-fire.mgc", "forests.mgk", new MagicEncoder(forests).Encode(fire, options with { PointDivisor = 4 }));
        yield return new($"{name}-wide-literal.mgc", "forests.mgk", new MagicEncoder(forests).Encode(wide, options with { CoveredGrid = false, GridStep = 7 }));
        yield return new($"{name}-column.mgc", "walls.mgk", new MagicEncoder(walls).Encode(new RgbImage(40, 1, crack.Pixels[..120]), options));
    }

    private static IEnumerable<GoldenSource> Triangulations()
    {
        var (crack, fire) = (CrackScenes.Make(1, Seed).Image, FireScenes.Make(1, Seed, new() { Rows = 120, Columns = 90 }).Image);
        yield return Of("crack", new(), crack);
        yield return Of("fire-fine", new() { TargetBytes = 500, GridStep = 3, Colors = 32 }, fire);
        yield return Of("corners", new() { Vertices = 4, Colors = 3 }, fire);
        yield return Of("column", new() { TargetBytes = 60 }, new RgbImage(40, 1, crack.Pixels[..120]));

        static GoldenSource Of(string name, TriangulationOptions options, RgbImage image)
        {
            var file = $"triangulation-{name}{TriangulationCodec.StreamEnding}";
            return new(file, file, new TriangulationCodec(options).Encode(image));
        }
    }

    private static byte[] Video(MagicKnowledge knowledge, IEnumerable<Scene> frames) =>
        MagicVideoEncoder.Encode(knowledge, frames.Select(f => f.Image), new() { KeyFrameInterval = 3, Frame = new() { PointDivisor = 6 } });

    /// <summary>The usual options: blocks of 64, 256 colours, drawn patterns.</summary>
    private static MagicKnowledge Walls() => KnowledgeAcquisition.Learn([.. CrackScenes.Many(12, Seed).Select(s => s.Image)], new() { Epochs = 8 });

    /// <summary>Small blocks, 16 colours, learned patterns.</summary>
    private static MagicKnowledge Forests() => KnowledgeAcquisition.Learn([.. FireScenes.Many(8, Seed).Select(s => s.Image)],
        new() { BlockSize = 16, PaletteBits = 4, LearnedPatterns = true, Epochs = 8 });
}
