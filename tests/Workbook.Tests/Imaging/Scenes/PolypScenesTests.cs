using Workbook.Imaging.Scenes;

namespace Workbook.Tests.Imaging.Scenes;

public class PolypScenesTests
{
    private static readonly SceneOptions Small = new() { Rows = 64, Columns = 64 };

    [Theory]
    [InlineData(0, 1, "8b98dc2027d1bd68")]
    [InlineData(1, 1, "840af2a8e3344dc6")]
    [InlineData(3, 7, "7344069fc0a7f2f4")]
    public void A_picture_is_the_same_on_every_machine(int index, ulong seed, string expected)
        => Assert.Equal(expected, CrackScenesTests.Hash(PolypScenes.Make(index, seed)));

    [Fact]
    public void Every_picture_shows_a_polyp_unless_another_share_is_asked_for()
    {
        foreach (var scene in PolypScenes.Many(30, 3, Small))
        {
            Assert.True(scene.Positive);
            Assert.True(scene.Mask.Pixels.All(m => m is 0 or 255));
            Assert.InRange(scene.Mask.Pixels.Count(m => m != 0), 32, 64 * 64 / 2);
        }
        Assert.Equal(3, PolypScenes.Many(12, 3, Small with { PositiveShare = 0.25 }).Count(scene => scene.Positive));
        Assert.DoesNotContain((byte)255, PolypScenes.Make(0, 3, Small with { Positive = false }).Mask.Pixels);
    }

    [Fact]
    public void No_threshold_segments_the_polyps()
    {
        var scenes = PolypScenes.Many(30, 5, Small).ToArray();
        Assert.InRange(scenes.Average(scene => LesionScenesTests.BestThreshold(scene, Enumerable.Range(0, 64).Select(i => 4 * i), dark: false)), 0.15, 0.6);
    }

    [Fact]
    public void A_polyp_hangs_on_its_wall_and_not_on_its_neighbours()
    {
        var (with, without) = (PolypScenes.Make(5, 8, Small with { Positive = true }), PolypScenes.Make(5, 8, Small with { Positive = false }));
        var changed = Enumerable.Range(0, 64 * 64).Where(i => with.Image.Pixels[3 * i] != without.Image.Pixels[3 * i]).ToArray();
        Assert.InRange(changed.Length, with.Mask.Pixels.Count(m => m != 0) * 8 / 10, 64 * 64 * 8 / 10);
    }
}
