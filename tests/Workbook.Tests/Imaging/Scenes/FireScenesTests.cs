using Workbook.Imaging.Scenes;

namespace Workbook.Tests.Imaging.Scenes;

public class FireScenesTests
{
    [Theory]
    [InlineData(0, 1, "fe8534c12b7900bc")]
    [InlineData(1, 1, "8d1f3936bf16405c")]
    [InlineData(3, 7, "e770e05123022b40")]
    public void A_picture_is_the_same_on_every_machine(int index, ulong seed, string expected)
        => Assert.Equal(expected, CrackScenesTests.Hash(FireScenes.Make(index, seed)));

    [Fact]
    public void A_mask_has_pixels_exactly_when_the_forest_burns()
    {
        foreach (var scene in FireScenes.Many(60, seed: 3))
        {
            Assert.Equal(scene.Positive, scene.Mask.Pixels.Any(m => m != 0));
            Assert.True(scene.Mask.Pixels.All(m => m is 0 or 255));
        }
    }

    [Fact]
    public void Flames_cover_a_visible_part_of_the_picture()
    {
        foreach (var scene in Enumerable.Range(0, 40).Select(i => FireScenes.Make(i, 8, new() { Positive = true })))
            Assert.InRange(scene.Mask.Pixels.Count(m => m != 0) / (double)scene.Mask.Pixels.Length, 0.0019, 0.8);
    }

    [Fact]
    public void Flames_are_redder_than_blue()
    {
        foreach (var scene in Enumerable.Range(0, 20).Select(i => FireScenes.Make(i, 9, new() { Positive = true })))
        {
            var flames = Enumerable.Range(0, scene.Mask.Pixels.Length).Where(i => scene.Mask.Pixels[i] != 0).ToArray();
            Assert.True(flames.Average(i => scene.Image.Pixels[3 * i] - scene.Image.Pixels[3 * i + 2]) > 60);
        }
    }

    [Fact]
    public void In_the_video_only_flames_and_smoke_move()
    {
        SceneOptions small = new() { Rows = 160, Columns = 200 };
        var still = FireScenes.Unburnt(7, small).Image.Pixels;
        var frames = FireScenes.Video(6, 7, small).Select(f => f.Image.Pixels).ToArray();
        var moving = Enumerable.Range(0, still.Length).Where(i => frames.Any(f => f[i] != frames[0][i])).ToArray();
        Assert.NotEmpty(moving);
        Assert.All(moving, i => Assert.Contains(frames, f => f[i] != still[i]));
        Assert.InRange(moving.Length / (double)still.Length, 0.01, 0.75);
    }

    [Fact]
    public void A_forest_without_fire_stands_still()
    {
        var frames = FireScenes.Video(3, 5, new() { Rows = 64, Columns = 64, Positive = false });
        Assert.All(frames, f => Assert.Equal(frames[0].Image.Pixels, f.Image.Pixels));
    }
}
