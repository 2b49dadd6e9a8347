using Workbook.Codecs;
using Workbook.Imaging.Sets;

namespace Workbook.Tests.Imaging.Sets;

public class SplitTests
{
    [Fact]
    public void No_group_is_ever_on_both_sides_and_every_image_is_on_one()
    {
        var images = Images(count: 400, perGroup: 7);
        foreach (var split in Split.Repeated(images, 20))
        {
            Assert.Equal(Enumerable.Range(0, 400), split.Train.Concat(split.Test).Order());
            Assert.Empty(split.Train.Select(i => images[i].Group).Intersect(split.Test.Select(i => images[i].Group)));
        }
    }

    [Fact]
    public void Each_label_is_tested_by_its_share()
    {
        var images = Images(count: 1000, perGroup: 10);
        foreach (var split in Split.Repeated(images, 20, testShare: 0.2))
            foreach (var label in new[] { 0, 1 })
                Assert.InRange(split.Test.Count(i => images[i].Label == label) / (double)images.Count(image => image.Label == label), 0.18, 0.22);
    }

    [Fact]
    public void A_seed_always_gives_the_same_split_and_another_seed_another()
    {
        var images = Images(count: 60, perGroup: 1);
        Assert.Equal([2, 4, 6], Split.ByGroup(Images(count: 12, perGroup: 1), seed: 7).Test);
        Assert.Equal(Split.ByGroup(images, seed: 3).Test, Split.Repeated(images, 1, seed: 3).Single().Test);
        Assert.NotEqual(Split.ByGroup(images, seed: 3).Test, Split.ByGroup(images, seed: 4).Test);
        Assert.Equal(20, Split.Repeated(images, 20).Select(split => string.Join(',', split.Test)).Distinct().Count());
    }

    [Fact]
    public void Two_groups_a_label_are_enough_and_one_is_not()
    {
        LabelledImage[] images = [Image(0, "a"), Image(0, "a"), Image(0, "b"), Image(1, "c"), Image(1, "d")];
        var split = Split.ByGroup(images, 0.2);
        Assert.Equal([0, 1], split.Test.Select(i => images[i].Label).Distinct());
        Assert.Equal([0, 1], split.Train.Select(i => images[i].Label).Distinct());
        Assert.Contains("at least two groups", Assert.Throws<ArgumentException>(() => Split.ByGroup([.. images[..4]])).Message);
    }

    // Two thirds carry label 0; groups hold both labels.
    private static LabelledImage[] Images(int count, int perGroup) =>
        [.. Enumerable.Range(0, count).Select(i => Image(i % 3 == 0 ? 1 : 0, $"group {i / perGroup}"))];

    private static LabelledImage Image(int label, string group) => new("image", label, group, () => new RgbImage(1, 1));
}
