using System.Security.Cryptography;
using Workbook.Codecs;
using Workbook.Imaging.Scenes;

namespace Workbook.Tests.Imaging.Scenes;

public class CrackScenesTests
{
    [Theory]
    [InlineData(0, 1, "94f4a09c6f8722e0")]
    [InlineData(1, 1, "ca21c1f3dc39da27")]
    [InlineData(3, 7, "75e4d4c683704dc1")]
    public void A_tile_is_the_same_on_every_machine(int index, ulong seed, string expected)
        => Assert.Equal(expected, Hash(CrackScenes.Make(index, seed)));

    [Fact]
    public void A_mask_has_pixels_exactly_when_the_tile_has_a_crack()
    {
        foreach (var scene in CrackScenes.Many(60, seed: 3))
        {
            Assert.Equal(scene.Positive, scene.Mask.Pixels.Any(m => m != 0));
            Assert.True(scene.Mask.Pixels.All(m => m is 0 or 255));
        }
    }

    [Fact]
    public void A_crack_covers_a_small_but_visible_part_of_the_tile()
    {
        foreach (var scene in Positives(40))
            Assert.InRange(scene.Mask.Pixels.Count(m => m != 0) / (double)scene.Mask.Pixels.Length, 0.002, 0.3);
    }

    [Fact]
    public void A_crack_is_darker_than_its_surroundings()
    {
        foreach (var scene in Positives(40))
        {
            var gray = scene.Image.ToGray();
            var inside = Enumerable.Range(0, gray.Pixels.Length).Where(i => scene.Mask.Pixels[i] != 0).Average(i => gray.Pixels[i]);
            var around = Ring(scene.Mask, 3, 7).Average(i => gray.Pixels[i]);
            Assert.True(inside < around - 12, $"inside {inside:0}, around {around:0}");
        }
    }

    [Fact]
    public void The_share_of_positives_is_met_exactly()
    {
        Assert.Equal(8, CrackScenes.Many(40, seed: 5, positiveShare: 0.2).Count(s => s.Positive));
        Assert.All(CrackScenes.Many(3, seed: 5, positiveShare: 0), s => Assert.False(s.Positive));
    }

    [Fact]
    public void Mean_brightness_alone_does_not_tell_cracks_from_walls()
    {
        var scenes = CrackScenes.Many(160, seed: 11).Select(s => (s.Positive, Mean: s.Image.Pixels.Average(p => p))).ToArray();
        var right = scenes.Select(t => scenes.Count(s => s.Positive == s.Mean <= t.Mean)).ToArray();
        Assert.InRange(Math.Max(right.Max(), scenes.Length - right.Min()) / (double)scenes.Length, 0.5, 0.8);
    }

    [Fact]
    public void In_the_video_only_the_light_changes()
    {
        var frames = CrackScenes.Video(5, seed: 2, new() { Rows = 64, Columns = 80 });
        var first = frames[0].Image.Pixels;
        Assert.All(frames, f => Assert.Equal(frames[0].Mask.Pixels, f.Mask.Pixels));
        foreach (var frame in frames.Skip(1))
        {
            var pairs = first.Zip(frame.Image.Pixels).Where(p => p.First < 250 && p.Second < 250).ToArray();
            var gain = pairs.Sum(p => (double)p.Second) / pairs.Sum(p => (double)p.First);
            Assert.All(pairs, p => Assert.InRange(p.Second - gain * p.First, -1.2, 1.2));
        }
    }

    [Theory]
    [InlineData(47, 100)]
    [InlineData(100, 4097)]
    public void Sizes_out_of_range_are_refused(int rows, int columns)
        => Assert.Throws<ArgumentException>(() => CrackScenes.Make(0, 1, new() { Rows = rows, Columns = columns }));

    internal static string Hash(Scene scene)
        => Convert.ToHexStringLower(SHA256.HashData([.. scene.Image.Pixels, .. scene.Mask.Pixels]))[..16];

    private static IEnumerable<Scene> Positives(int count)
        => Enumerable.Range(0, count).Select(i => CrackScenes.Make(i, 8, new() { Positive = true }));

    /// <summary>Pixels whose distance (larger of rows and columns) to the mask lies from low to high.</summary>
    private static IEnumerable<int> Ring(GrayImage mask, int low, int high)
        => Enumerable.Range(0, mask.Pixels.Length).Where(i => Near(mask, i, high) && !Near(mask, i, low - 1));

    private static bool Near(GrayImage mask, int at, int reach)
    {
        var (row, column) = (at / mask.Columns, at % mask.Columns);
        var (left, right) = (Math.Max(0, column - reach), Math.Min(mask.Columns - 1, column + reach));
        for (var r = Math.Max(0, row - reach); r <= Math.Min(mask.Rows - 1, row + reach); r++)
            if (mask.Pixels.AsSpan(r * mask.Columns + left, right - left + 1).ContainsAnyExcept((byte)0))
                return true;
        return false;
    }
}
