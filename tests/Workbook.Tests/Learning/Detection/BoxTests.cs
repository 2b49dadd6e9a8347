using Workbook.Codecs;
using Workbook.Learning.Detection;

namespace Workbook.Tests.Learning.Detection;

public sealed class BoxTests
{
    [Fact]
    public void Anchors_stand_on_the_middles_of_their_places_and_keep_their_area()
    {
        var anchors = Anchors.Of(2, 3, 8, [16, 32], [1, 4]);
        Assert.Equal(2 * 3 * 4, anchors.Length);
        Assert.Equal(new ObjectBox(0, -4, -4, 12, 12), anchors[0]); // around (4, 4)
        Assert.Equal(new ObjectBox(0, 0, -12, 8, 20), anchors[1]); // 8 wide, 32 high
        Assert.Equal(new ObjectBox(0, -4, -28, 12, 36), anchors[3]); // size 32, ratio 4
        Assert.Equal(new ObjectBox(0, 4, -4, 20, 12), anchors[4]); // one column on
        Assert.Equal(new ObjectBox(0, -4, 4, 12, 20), anchors[12]); // one row down
    }

    [Fact]
    public void A_code_is_shift_and_growth_seen_from_the_other_box()
    {
        var code = new float[4];
        var (from, box) = (new ObjectBox(0, 10, 20, 30, 60), new ObjectBox(0, 15, 0, 55, 20)); // centres (20, 40) and (35, 10)
        BoxCoding.OfRegions.Encode(box, from, code);
        Assert.Equal([10 * 15f / 20, 10 * -30f / 40, 5 * MathF.Log(2), 5 * MathF.Log(0.5f)], code, (a, b) => MathF.Abs(a - b) < 1e-6);
        AssertNear(box, BoxCoding.OfRegions.Decode(code, from), 1e-5);
        Assert.Equal(7, BoxCoding.OfRegions.Decode(code, from, 7).Class);
    }

    [Fact]
    public void No_code_makes_a_box_grow_more_than_1000_to_16()
    {
        var box = BoxCoding.OfAnchors.Decode([0, 0, 50, float.PositiveInfinity], new ObjectBox(0, -8, -16, 8, 16));
        AssertNear(new ObjectBox(0, -500, -1000, 500, 1000), box, 1e-6);
        Assert.Equal(new ObjectBox(0, 0, 0, 30, 20), BoxCoding.Clip(box, 20, 30));
    }

    [Fact]
    public void Boxes_are_matched_by_thresholds_and_no_object_stays_without_its_best()
    {
        ObjectBox[] objects = [new(0, 0, 0, 10, 10), new(1, 20, 0, 30, 10), new(1, 100, 0, 110, 10)];
        ObjectBox[] boxes =
        [
            new(0, 0, 0, 10, 8), // 0.8 of object 0
            new(0, 0, 0, 10, 5), // 0.5 of object 0: between
            new(0, 20, 0, 25, 10), // 0.5 of object 1, its best
            new(0, 20, 0, 25, 10), // the same again
            new(0, 50, 0, 60, 10), // nothing
        ];
        Assert.Equal([0, BoxMatching.Between, 1, BoxMatching.Between, BoxMatching.Background], BoxMatching.OfAnchors.Match(boxes, objects));
        Assert.Equal([0, 0, 1, 1, BoxMatching.Background], BoxMatching.OfRegions.Match(boxes, objects));
        Assert.All(BoxMatching.OfAnchors.Match(boxes, []), match => Assert.Equal(BoxMatching.Background, match));
    }

    [Theory]
    [InlineData(10, 90, 4, 12)] // a quarter would be 4
    [InlineData(2, 90, 2, 14)]
    [InlineData(30, 3, 13, 3)] // objects fill up
    [InlineData(3, 4, 3, 4)] // there are no more
    public void Draws_hold_their_share_and_fill_up(int objects, int background, int objectsDrawn, int backgroundDrawn)
    {
        int[] matches = [.. Enumerable.Repeat(BoxMatching.Between, 5), .. Enumerable.Repeat(1, objects), .. Enumerable.Repeat(BoxMatching.Background, background)];
        int[] Draw(ulong seed) => new BoxSampling(16, 0.25).Draw(matches, new SeededRandom(seed));
        var drawn = Draw(1);
        Assert.Equal((objectsDrawn, backgroundDrawn), (drawn.Count(i => matches[i] >= 0), drawn.Count(i => matches[i] == BoxMatching.Background)));
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
        Assert.Equal(drawn, Draw(1));
        Assert.True(drawn.Length == objects + background || !drawn.SequenceEqual(Draw(2)));
    }

    [Fact]
    public void Of_overlapping_boxes_of_a_class_the_surest_stays_and_of_equals_the_first()
    {
        ScoredBox[] boxes =
        [
            new(new(0, 0, 0, 10, 10), 0.5),
            new(new(0, 0, 0, 10, 9), 0.9), // covers the first: IoU 0.9
            new(new(1, 0, 0, 10, 10), 0.7), // another class
            new(new(0, 0, 5, 10, 15), 0.7), // IoU 4 / 15 with the second, 1 / 3 with the first
            new(new(0, 0, 5, 10, 15), 0.7), // the same again
        ];
        Assert.Equal([1, 2, 3], NonMaximumSuppression.Keep(boxes, 0.5));
        Assert.Equal([1, 2], NonMaximumSuppression.Keep(boxes, 0.25));
        Assert.Equal([1, 2], NonMaximumSuppression.Keep(boxes, 0.5, most: 2));
        Assert.Equal([1, 2, 3, 4, 0], NonMaximumSuppression.Keep(boxes, 1));
        Assert.Empty(NonMaximumSuppression.Keep([], 0.5));
    }

    private static void AssertNear(ObjectBox expected, ObjectBox box, double tolerance)
    {
        Assert.Equal(expected.Left, box.Left, tolerance);
        Assert.Equal(expected.Top, box.Top, tolerance);
        Assert.Equal(expected.Right, box.Right, tolerance);
        Assert.Equal(expected.Bottom, box.Bottom, tolerance);
    }
}
