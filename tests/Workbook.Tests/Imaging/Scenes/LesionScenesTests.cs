using Workbook.Codecs;
using Workbook.Imaging.Scenes;

namespace Workbook.Tests.Imaging.Scenes;

public class LesionScenesTests
{
    private static readonly SceneOptions Small = new() { Rows = 64, Columns = 64 };

    [Theory]
    [InlineData(0, 1, "6f4535cb60e158b3")]
    [InlineData(1, 1, "b73060412eaa5b1a")]
    [InlineData(3, 7, "60cb73374127e42e")]
    public void A_picture_is_the_same_on_every_machine(int index, ulong seed, string expected)
        => Assert.Equal(expected, CrackScenesTests.Hash(LesionScenes.Make(index, seed)));

    [Fact]
    public void Every_picture_shows_a_lesion_unless_another_share_is_asked_for()
    {
        foreach (var scene in LesionScenes.Many(30, 3, Small))
        {
            Assert.True(scene.Positive);
            Assert.True(scene.Mask.Pixels.All(m => m is 0 or 255));
            Assert.InRange(scene.Mask.Pixels.Count(m => m != 0), 32, 64 * 64 * 8 / 10);
        }
        Assert.Equal(3, LesionScenes.Many(12, 3, Small with { PositiveShare = 0.25 }).Count(scene => scene.Positive));
        Assert.DoesNotContain((byte)255, LesionScenes.Make(0, 3, Small with { Positive = false }).Mask.Pixels);
    }

    [Fact]
    public void A_lesion_is_darker_than_the_skin_around_it_in_most_pictures()
        => Assert.InRange(LesionScenes.Many(40, 4, Small).Count(scene => Contrast(scene) < -6), 32, 40);

    [Fact]
    public void No_threshold_segments_the_lesions()
    {
        var scenes = LesionScenes.Many(30, 5, Small).ToArray();
        Assert.InRange(scenes.Average(scene => BestThreshold(scene, Enumerable.Range(0, 64).Select(i => 4 * i), dark: true)), 0.4, 0.75);
        Assert.InRange(Enumerable.Range(0, 64).Max(i => scenes.Average(scene => BestThreshold(scene, [4 * i], dark: true))), 0.3, 0.65);
    }

    [Fact]
    public void A_picture_may_have_any_size_and_is_much_the_same_in_all()
    {
        var (small, large) = (LesionScenes.Make(2, 9, Small), LesionScenes.Make(2, 9, new() { Rows = 256, Columns = 256 }));
        Assert.Equal(small.Mask.Pixels.Average(m => m / 255.0), large.Mask.Pixels.Average(m => m / 255.0), 0.03);
        Assert.Throws<ArgumentException>(() => LesionScenes.Make(0, 1, new() { Rows = 40 }));
    }

    /// <summary>Mean luma inside the mask less that outside, in grey levels.</summary>
    internal static double Contrast(Scene scene)
    {
        var gray = scene.Image.ToGray().Pixels;
        var inside = Enumerable.Range(0, gray.Length).ToLookup(i => scene.Mask.Pixels[i] != 0);
        return inside[true].Average(i => gray[i]) - inside[false].Average(i => gray[i]);
    }

    /// <summary>Best Dice of "darker than t" or "at least t" over some thresholds.</summary>
    internal static double BestThreshold(Scene scene, IEnumerable<int> thresholds, bool dark)
    {
        var gray = scene.Image.ToGray().Pixels;
        return thresholds.Max(t => Dice(gray, value => dark == value < t));

        double Dice(byte[] values, Func<byte, bool> on)
        {
            var both = values.Where((value, i) => on(value) && scene.Mask.Pixels[i] != 0).Count();
            return 2.0 * both / (values.Count(on) + scene.Mask.Pixels.Count(m => m != 0));
        }
    }
}
