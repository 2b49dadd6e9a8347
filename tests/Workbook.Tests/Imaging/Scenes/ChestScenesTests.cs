using System.Security.Cryptography;
using Workbook.Codecs;
using Workbook.Imaging.Scenes;

namespace Workbook.Tests.Imaging.Scenes;

public class ChestScenesTests
{
    private static readonly SceneOptions Small = new() { Rows = 64, Columns = 64, PositiveShare = 1 };

    [Theory]
    [InlineData(0, 1, 0, "bf1f9a0b85be2006")]
    [InlineData(5, 1, 1, "cd61e2e2f41ee03d")]
    [InlineData(3, 7, 1, "b6e2d80456d622dc")]
    public void An_X_ray_is_the_same_on_every_machine(int index, ulong seed, double findings, string expected)
    {
        var scene = ChestScenes.Make(index, seed, new() { PositiveShare = findings });
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData([.. scene.Image.Pixels, .. scene.Masks.SelectMany(mask => mask.Pixels)]))[..16]);
    }

    [Fact]
    public void A_box_is_the_tight_bound_of_its_mask()
    {
        foreach (var scene in ChestScenes.Many(40, 3, Small))
            foreach (var (box, mask) in scene.Boxes.Zip(scene.Masks))
            {
                Assert.True(mask.Pixels.All(m => m is 0 or 255));
                bool Any(Func<int, int, bool> within) => Enumerable.Range(0, mask.Pixels.Length).Any(i => mask.Pixels[i] != 0 && within(i / 64, i % 64));
                Assert.False(Any((row, column) => row < box.Top || row >= box.Bottom || column < box.Left || column >= box.Right));
                Assert.True(Any((row, _) => row == box.Top) && Any((row, _) => row == box.Bottom - 1) && Any((_, column) => column == box.Left) && Any((_, column) => column == box.Right - 1));
            }
    }

    [Fact]
    public void Every_X_ray_has_a_left_lung_on_the_right_and_a_right_lung_on_the_left()
    {
        foreach (var scene in ChestScenes.Many(40, 4, new() { Rows = 96, Columns = 80 }))
        {
            Assert.Equal([0, 1], scene.Boxes.Select(box => box.Class));
            Assert.True(scene.Boxes[1].Right < scene.Boxes[0].Left);
            Assert.All(scene.Boxes, box => Assert.InRange(box.Area / (96 * 80), 0.15, 0.5));
            Assert.True(scene.Image.Pixels.Chunk(3).All(p => p[0] == p[1] && p[1] == p[2]));
        }
    }

    [Fact]
    public void A_positive_X_ray_has_one_to_three_findings_and_is_else_the_negative_one()
    {
        var counts = new HashSet<(int Class, int Findings)>();
        for (var i = 0; i < 40; i++)
        {
            var (with, without) = (ChestScenes.Make(i, 5, Small), ChestScenes.Make(i, 5, Small with { PositiveShare = null }));
            Assert.Equal(without.Boxes, with.Boxes.Take(2));
            Assert.InRange(with.Boxes.Count, 3, 5);
            foreach (var (box, mask) in with.Boxes.Zip(with.Masks).Skip(2))
            {
                counts.Add((box.Class, with.Boxes.Count - 2));
                Assert.InRange(box.Class, 2, 3);
                double Mean(RgbImage image) => Enumerable.Range(0, mask.Pixels.Length).Where(p => mask.Pixels[p] != 0).Average(p => image.Pixels[3 * p]);
                Assert.True(Mean(with.Image) > Mean(without.Image), $"scene {i}: {box} is not seen");
            }
        }
        Assert.Equal(6, counts.Count);
    }

    [Theory]
    [InlineData(48, 1000)]
    [InlineData(1000, 48)]
    [InlineData(48, 48)]
    public void A_picture_of_any_shape_has_lungs_and_findings(int rows, int columns) => Assert.All(Enumerable.Range(0, 8), i =>
        Assert.InRange(ChestScenes.Make(i, 9, new() { Rows = rows, Columns = columns, Positive = true }).Boxes.Count, 3, 5));

    [Fact]
    public void Lungs_are_darker_than_what_lies_between_them()
    {
        foreach (var scene in ChestScenes.Many(40, 6, Small with { PositiveShare = 0 }))
        {
            var (left, right) = (scene.Boxes[0], scene.Boxes[1]);
            var rows = Enumerable.Range((int)left.Top + 6, 20);
            double Mean(double from, double to) => rows.SelectMany(row => Enumerable.Range((int)from, Math.Max(1, (int)to - (int)from)).Select(column => (double)scene.Image.Pixels[3 * (64 * row + column)])).Average();
            Assert.True(Mean(right.Right, left.Left) > Mean(right.Left + right.Width * 0.4, right.Right - right.Width * 0.3) + 10);
        }
    }
}
