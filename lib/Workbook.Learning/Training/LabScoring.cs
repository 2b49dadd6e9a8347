using TorchSharp;
using Workbook.Learning.Codecs;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>What trained networks are worth on a task's held-out cases: each becomes a file, and the file a label map.</summary>
/// <remarks>The contexts of the bits' coder start from what the codes of training cases teach, as a codec that is shipped would.</remarks>
/// <param name="task">The task.</param>
/// <param name="stride">What all networks need the sides to be multiples of.</param>
public sealed class LabScoring(SegmentationTask task, int stride)
{
    private const int MostTeachers = 64;

    /// <summary>Mean Dice of the cases, and their mean bits per pixel, of whole files; 0 bits where nothing is compressed.</summary>
    /// <param name="networks">In evaluation mode.</param>
    public LabScore Score(JointNetworks networks)
    {
        using var scope = NewDisposeScope();
        var cases = Segment(networks).ToArray();
        var scores = cases.Select(one => Dice(one.Case.Labels, one.Labels)).Where(double.IsFinite);
        return new LabScore(scores.DefaultIfEmpty(0).Average(), cases.Average(one => one.BitsPerPixel));
    }

    /// <summary>Segments the held-out cases from their files, one by one.</summary>
    /// <param name="networks">In evaluation mode.</param>
    public IEnumerable<SegmentedCase> Segment(JointNetworks networks)
    {
        if (networks.Compression is null)
            return SegmentationTest.Originals(networks.Segmentation, stride, task.HeldOut);
        return SegmentationTest.Files(new JointCodec(networks, JointCodec.Count(networks, Teachers()), stride), task.HeldOut);
    }

    /// <summary>2 |A and B| / (|A| + |B|), the mean over the classes from 1 on that are in the truth or the prediction.</summary>
    /// <param name="truth">A class for each place.</param>
    /// <param name="predicted">As many.</param>
    /// <returns>0 to 1; NaN where there is background only.</returns>
    public static double Dice(byte[] truth, byte[] predicted)
    {
        var (both, all) = (new int[256], new int[256]);
        foreach (var (t, p) in truth.Zip(predicted))
        {
            all[t]++;
            all[p]++;
            both[t] += t == p ? 1 : 0;
        }
        return Enumerable.Range(1, 255).Where(label => all[label] > 0).Select(label => 2.0 * both[label] / all[label]).DefaultIfEmpty(double.NaN).Average();
    }

    private IEnumerable<Tensor> Teachers()
    {
        for (var i = 0; i < Math.Min(MostTeachers, task.Count); i++)
        {
            using var one = task.Trained(i);
            yield return one.Image;
        }
    }
}
