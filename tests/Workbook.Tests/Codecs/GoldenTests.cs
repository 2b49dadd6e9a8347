using Workbook.Fuzz;
using Workbook.Fuzz.Golden;
using Workbook.Learning.Devices;

namespace Workbook.Tests.Codecs;

/// <summary>Streams of earlier versions decode for ever, to the same pixels, or latents and bits of learned codecs, on every machine.</summary>
/// <remarks>The whole matrix, with Debug builds, is measured by <c>golden measure</c> and recorded in data/results/golden.json.</remarks>
public class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "data", "golden");

    public static TheoryData<string> Names => [.. new GoldenSet(Folder).Files.Select(file => file.File)];

    public static TheoryData<string, int> Processes => [.. GoldenProcess.Switches.Skip(1).Select((name, i) => (name, i % 2 + 1))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_is_unchanged_and_decodes_to_its_hash(string name)
    {
        var set = new GoldenSet(Folder);
        var file = set.Files.Single(f => f.File == name);
        Assert.Equal(file.FileSha256, GoldenSet.Hash(File.ReadAllBytes(Path.Combine(Folder, name))));
        Assert.Equal(file.DecodedSha256, set.Decode(name, file.Knowledge));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_process_with_fewer_vectors_decodes_and_encodes_the_same(string setting, int threads)
    {
        var set = new GoldenSet(Folder);
        var answer = GoldenProcess.Run(typeof(GoldenCommand).Assembly.Location, Folder, setting, threads);
        Assert.Equal(set.Files.ToDictionary(f => f.File, f => f.DecodedSha256), answer.Decoded);
        Assert.Equal(GoldenSource.EncodedHash(set, Folder), answer.EncodedSha256);
        Assert.InRange(answer.LevelsApart, 0, 1);
    }

    [Fact]
    public void Pixels_of_learned_codecs_are_those_kept_to_one_level()
        => Assert.All(new GoldenSet(Folder).OfLearned(learned => learned.LevelsApart()), levels => Assert.InRange(levels, 0, 1));

    [Fact]
    public void A_gpu_decodes_the_same_latents()
    {
        if (ComputeDevice.WhyNoCuda() is { } why)
            Assert.Skip(why);
        foreach (var file in new GoldenSet(Folder).Learned)
            using (var learned = new GoldenLearned(Folder, file.File, file.Knowledge, "cuda"))
            {
                Assert.Equal(file.DecodedSha256, learned.LatentHash());
                Assert.InRange(learned.LevelsApart(), 0, 1);
            }
    }

    [Fact]
    public void Every_file_in_the_folder_is_in_the_list()
        => Assert.Equal(new[] { "*.mg?", "*.wl?", "*.wr?", "*.wj?", "*.wt?" }.SelectMany(kind => Directory.GetFiles(Folder, kind)).Select(Path.GetFileName).Order(), new GoldenSet(Folder).Files.Select(f => f.File).Order());
}
