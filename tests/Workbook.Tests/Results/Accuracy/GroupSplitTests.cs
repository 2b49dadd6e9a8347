using CsCheck;
using Workbook.Results.Accuracy;

namespace Workbook.Tests.Results.Accuracy;

public class GroupSplitTests
{
    [Fact]
    public void No_group_is_in_both_parts_and_every_image_is_in_one()
    {
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9]).Array[20, 60].Sample(images =>
        {
            // Two groups of each class are always there; others may mix classes.
            string[] labels = [.. images.Select(i => $"class {i.Item1}"), "class 0", "class 0", "class 1", "class 1", "class 2", "class 2"];
            string[] groups = [.. images.Select(i => $"group {i.Item2}"), "a", "b", "c", "d", "e", "f"];
            foreach (var split in GroupSplit.Make(labels, groups, 5))
            {
                Assert.Equal(Enumerable.Range(0, labels.Length), split.Training.Concat(split.Test).Order());
                Assert.Empty(split.Training.Select(i => groups[i]).Intersect(split.Test.Select(i => groups[i])));
                Assert.Equal(3, split.Training.Select(i => labels[i]).Distinct().Count());
            }
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Every_class_gives_its_share_to_the_test_part()
    {
        string[] labels = [.. Enumerable.Range(0, 300).Select(i => i < 100 ? "rare" : "common")];
        string[] groups = [.. Enumerable.Range(0, 300).Select(i => $"{i / 5}")];
        foreach (var split in GroupSplit.Make(labels, groups))
            Assert.Equal((20, 40), (split.Test.Count(i => i < 100), split.Test.Count(i => i >= 100)));
    }

    [Fact]
    public void Splits_are_many_and_come_again_with_the_seed()
    {
        string[] labels = [.. Enumerable.Range(0, 100).Select(i => $"{i % 2}")], groups = [.. Enumerable.Range(0, 100).Select(i => $"{i}")];
        string Text(int count, ulong seed) => string.Join(';', GroupSplit.Make(labels, groups, count, seed: seed).Select(s => string.Join(',', s.Test)));
        Assert.Equal(30, Text(30, 1).Split(';').Distinct().Count());
        Assert.StartsWith(Text(10, 1), Text(30, 1));
        Assert.NotEqual(Text(1, 1), Text(1, 2));
    }

    [Fact]
    public void A_class_of_one_group_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => GroupSplit.Make(["a", "a", "b", "b"], ["1", "2", "3", "3"]));
        Assert.Contains("class b has only one group", error.Message);
    }
}
