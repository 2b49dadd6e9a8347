using Workbook.Codecs;
using Workbook.Imaging.Volumes;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Random boxes of scans with their label maps, half of them mirrored; every scan comes once in each pass.</summary>
public sealed class LabelledVolumes : IPairBatches
{
    private readonly (Volume Scan, LabelVolume Labels)[] cases;
    private readonly CropSampler sampler;
    private readonly int classes, batch;

    /// <summary>Takes scans, which are brought to [0, 1] once, and labels.</summary>
    /// <param name="cases">At least one, labels of the same shape.</param>
    /// <param name="classes">Channels of the label map: 1 for one object, whose label is 1; else the classes with the background.</param>
    /// <param name="batch">Boxes in a batch.</param>
    /// <param name="sampler">Where boxes lie and how large they are.</param>
    /// <exception cref="ArgumentException">There is no case, labels have another shape, or a label is no class.</exception>
    public LabelledVolumes(IReadOnlyList<(Volume Scan, LabelVolume Labels)> cases, int classes, int batch, CropSampler sampler)
    {
        if (cases.Count == 0 || classes < 1)
            throw new ArgumentException($"there are {cases.Count} scans and {classes} channels of labels to train on; at least one of each is needed", nameof(cases));
        foreach (var (scan, labels) in cases)
            if (scan.Shape != labels.Shape || labels.Labels.Max() > Math.Max(1, classes - 1))
                throw new ArgumentException($"a scan is {scan.Shape}, its labels {labels.Shape} with labels up to {labels.Labels.Max()}; with {classes} channels allowed is 0 to {Math.Max(1, classes - 1)}, and one shape");
        this.cases = [.. cases.Select(one => (VolumeIntensity.ToUnit(one.Scan), one.Labels))];
        (this.classes, this.batch, this.sampler) = (classes, batch, sampler);
    }

    /// <inheritdoc/>
    public (Tensor Images, Tensor Truth) Batch(StepRandom random, long step)
    {
        using var scope = NewDisposeScope();
        var (shape, count) = (sampler.Crop, checked((int)sampler.Crop.Count));
        var samples = EpochOrder.Of(random, step, batch, cases.Length);
        var (images, labels) = (empty([samples.Length, 1, shape.Depth, shape.Rows, shape.Columns]), empty([samples.Length, shape.Depth, shape.Rows, shape.Columns], int64));
        foreach (var (i, (index, crop)) in samples.Index())
        {
            var (image, truth) = sampler.Draw(cases[index].Scan, cases[index].Labels, crop.NextBits(), 0);
            var mirrored = crop.Next(2) == 1;
            Write(image.Voxels, images.Numbers<float>().Slice(i * count, count), shape.Columns, mirrored);
            Write(Array.ConvertAll(truth.Labels, label => (long)label), labels.Numbers<long>().Slice(i * count, count), shape.Columns, mirrored);
        }
        return (images.MoveToOuterDisposeScope(), LabelMaps.OneHot(labels, classes).MoveToOuterDisposeScope());
    }

    private static void Write<T>(T[] from, Span<T> to, int columns, bool mirrored)
    {
        from.CopyTo(to);
        for (var row = 0; mirrored && row < to.Length; row += columns)
            to.Slice(row, columns).Reverse();
    }
}
