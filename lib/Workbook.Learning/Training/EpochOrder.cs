using Workbook.Codecs;
using Workbook.Learning.Devices;

namespace Workbook.Learning.Training;

/// <summary>Which sample comes when: every one once in each pass, in an order of the pass's own, found from the step alone.</summary>
internal static class EpochOrder
{
    /// <summary>The samples of a step; of a batch that several processes share, those of this one.</summary>
    /// <param name="random">The run's randomness.</param>
    /// <param name="step">Training step, from 0.</param>
    /// <param name="batch">Samples in the whole batch.</param>
    /// <param name="count">Samples in all.</param>
    /// <returns>For each its index, and a generator for what is done with it.</returns>
    /// <exception cref="ArgumentException">The batch cannot be shared by as many.</exception>
    internal static (int Index, SeededRandom Random)[] Of(StepRandom random, long step, int batch, int count)
    {
        var (first, mine) = random.Part.Of(batch);
        return [.. From(random, step * batch + first, mine, count)];
    }

    private static IEnumerable<(int Index, SeededRandom Random)> From(StepRandom random, long first, int samples, int count)
    {
        int[] order = [];
        for (var sample = first; sample < first + samples; sample++)
        {
            var (epoch, place) = ((int)(sample / count), (int)(sample % count));
            if (sample == first || place == 0)
            {
                order = [.. Enumerable.Range(0, count)];
                random.For(epoch, 0, "order").Shuffle<int>(order);
            }
            yield return (order[place], random.For(epoch, sample, "crop"));
        }
    }
}
