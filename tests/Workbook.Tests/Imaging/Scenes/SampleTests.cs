using Workbook.Imaging.Files;
using Workbook.Imaging.Scenes;

namespace Workbook.Tests.Imaging.Scenes;

/// <summary>The pictures in data/samples. After a wanted change of the scenes, run this class once with WORKBOOK_REMAKE=samples set: it
/// writes them anew.</summary>
public class SampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "data", "samples");

    public static TheoryData<string> Names => ["crack-1", "crack-2", "crack-3", "fire-1", "fire-2", "fire-3"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_what_the_scenes_draw(string name)
    {
        var (scene, path) = (Draw(name).Image, Path.Combine(Folder, name + ".png"));
        if (Environment.GetEnvironmentVariable("WORKBOOK_REMAKE") == "samples")
            ImageFile.Write(path, scene);
        var file = ImageFile.Read(path);
        Assert.Equal((scene.Rows, scene.Columns), (file.Rows, file.Columns));
        Assert.Equal(scene.Pixels, file.Pixels);
    }

    [Fact]
    public void The_samples_are_small() => Assert.InRange(Directory.GetFiles(Folder, "*.png").Sum(f => new FileInfo(f).Length), 1, 300_000);

    /// <summary>crack-1 is tile 1 of seed 2026, and so on; odd numbers are positive.</summary>
    private static Scene Draw(string name)
    {
        var (index, small) = (int.Parse(name[^1..]), new SceneOptions { Rows = 128, Columns = 128 });
        return name[0] == 'c' ? CrackScenes.Make(index, 2026, small) : FireScenes.Make(index, 2026, small);
    }
}
