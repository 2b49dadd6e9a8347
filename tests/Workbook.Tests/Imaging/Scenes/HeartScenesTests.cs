using System.Security.Cryptography;
using Workbook.Codecs;
using Workbook.Imaging.Scenes;

namespace Workbook.Tests.Imaging.Scenes;

public class HeartScenesTests
{
    private static readonly VolumeSceneOptions Small = new() { Shape = new(24, 32, 32) };

    [Theory]
    [InlineData(0, 1, "196dbfe8e84a4042")]
    [InlineData(3, 7, "0e891b349132362d")]
    public void A_scan_is_the_same_on_every_machine(int index, ulong seed, string expected)
    {
        var scene = HeartScenes.Make(index, seed, Small);
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData([.. scene.Image.Voxels.SelectMany(v => BitConverter.GetBytes((short)v)), .. scene.Labels.Labels]))[..16]);
    }

    [Fact]
    public void Every_scan_has_both_classes_and_whole_numbers_of_a_scanner()
    {
        foreach (var scene in HeartScenes.Many(6, 2, Small))
        {
            Assert.Equal(new VoxelSpacing(5, 5, 5), scene.Image.Spacing);
            Assert.Equal(scene.Image.Spacing, scene.Labels.Spacing);
            Assert.All(scene.Image.Voxels, value => Assert.True(value is >= 0 and < 4096 && value == MathF.Floor(value)));
            Assert.InRange(Share(scene, 1), 0.01, 0.12);
            Assert.InRange(Share(scene, 2), 0.02, 0.15);
            Assert.True(scene.Labels.Labels.Max() <= 2);
        }
        Assert.Equal(["background", "myocardium", "blood pool"], HeartScenes.Classes);
    }

    [Fact]
    public void Blood_is_brighter_than_the_wall_around_it_but_no_threshold_finds_it()
    {
        foreach (var scene in HeartScenes.Many(4, 3, Small))
        {
            Assert.True(Mean(scene, 2) > 1.3 * Mean(scene, 1), $"{Mean(scene, 2)} and {Mean(scene, 1)}");
            var best = Enumerable.Range(1, 30).Max(i => Dice(scene, (float)(i * Mean(scene, 2) / 20)));
            Assert.InRange(best, 0.2, 0.85);
        }
    }

    [Fact]
    public void Noise_and_bias_change_the_scan_and_never_the_labels()
    {
        var (clean, noisy) = (HeartScenes.Make(1, 4, Small with { Noise = 0, Bias = 0 }), HeartScenes.Make(1, 4, Small with { Noise = 0.2, Bias = 0.8 }));
        Assert.Equal(clean.Labels.Labels, noisy.Labels.Labels);
        Assert.NotEqual(clean.Image.Voxels, noisy.Image.Voxels);
        var blood = clean.Image.Voxels.Where((_, i) => clean.Labels.Labels[i] == 2).ToArray();
        Assert.Equal(blood.Max(), blood.Order().ElementAt(blood.Length / 2)); // all of one brightness, but at surfaces and papillary muscles
    }

    [Theory]
    [InlineData(8, 64, 64)]
    [InlineData(64, 64, 600)]
    public void Sizes_out_of_range_are_refused(int depth, int rows, int columns)
        => Assert.Throws<ArgumentException>(() => HeartScenes.Make(0, 1, new() { Shape = new(depth, rows, columns) }));

    private static double Share(VolumeScene scene, byte label) => scene.Labels.Labels.Count(l => l == label) / (double)scene.Labels.Labels.Length;

    private static double Mean(VolumeScene scene, byte label) => scene.Image.Voxels.Where((_, i) => scene.Labels.Labels[i] == label).Average();

    private static double Dice(VolumeScene scene, float threshold)
    {
        var both = scene.Image.Voxels.Where((value, i) => value >= threshold && scene.Labels.Labels[i] == 2).Count();
        return 2.0 * both / (scene.Image.Voxels.Count(value => value >= threshold) + scene.Labels.Labels.Count(label => label == 2));
    }
}
