using Workbook.Codecs;
using Workbook.Learning.Devices;

namespace Workbook.Learning.Training;

/// <summary>Which sample comes when: every one once in each pass, in an order of the pass's own, found from the step alone.</summary>
internal static class EpochOrder
{
    /// <summary>The samples of a step.</summary>
    /// <param name="random">The run's randomness.</param>
    /// <param name="step">Training step, from 0.</param>
    /// <param name="batch">Samples in a batch.</param>
    /// <param name="count">Samples in all.</param>
    /// <returns>For each of the batch its index, and a generator for what is done with it.</returns>
    internal static IEnumerable<(int Index, SeededRandom Random)> Of(StepRandom random, long step, int batch, int count)
    {
        int[] order = [];
        for (var i = 0; i < batch; i++)
        {
            var sample = step * batch + i;
            var (epoch, place) = ((int)(sample / count), (int)(sample % count));
            if (i == 0 || place == 0)
            {
                order = [.. Enumerable.Range(0, count)];
                random.For(epoch, 0, "order").Shuffle<int>(order);
            }
            yield return (order[place], random.For(epoch, sample, "crop"));
        }
    }
}
