using Workbook.Learning.Devices;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

/// <summary>A bright square somewhere on a dark ground.</summary>
internal sealed class Squares : IPairBatches
{
    public (Tensor Images, Tensor Truth) Batch(StepRandom random, long step)
    {
        var places = random.For(0, step, "square");
        var truth = zeros(2, 1, 16, 16);
        for (var i = 0; i < 2; i++)
        {
            var (top, left) = (places.Next(8), places.Next(8));
            truth[i, 0, top..(top + 8), left..(left + 8)] = 1;
        }
        return (truth * 0.6 + 0.2, truth);
    }
}
