using Workbook.Codecs;

namespace Workbook.Tests.Codecs;

public class ParallelWorkTests
{
    [Fact]
    public void Every_item_is_worked_on_once()
    {
        var hits = new int[1000];
        Assert.True(ParallelWork.ForEach(hits.Length, 3, CancellationToken.None, i => Interlocked.Increment(ref hits[i])));
        Assert.All(hits, count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_failure_comes_out_as_itself_and_ends_the_work()
    {
        var done = 0;
        var failure = Assert.Throws<BitstreamException>(() => ParallelWork.ForEach(1000, 1, CancellationToken.None,
            i => done += i < 5 ? 1 : throw new BitstreamException("item 5")));
        Assert.Equal(("item 5", 5), (failure.Message, done));
    }

    [Fact]
    public void Cancelling_ends_between_two_items_and_says_so()
    {
        using var cancel = new CancellationTokenSource();
        var done = 0;
        Assert.False(ParallelWork.ForEach(1000, 1, cancel.Token, i =>
        {
            done++;
            if (i == 7)
                cancel.Cancel();
        }));
        Assert.Equal(8, done);
    }
}
