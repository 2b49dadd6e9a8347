using System.Globalization;
using Workbook.Codecs;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Coded;

/// <summary>The class of every pixel or voxel, as a model gave it.</summary>
/// <param name="Model">Tells the classes' names, and whether it is a volume.</param>
/// <param name="Size">An image has the depth 1.</param>
/// <param name="Labels">Columns fastest.</param>
internal sealed record LabelMap(JointModel Model, VolumeShape Size, byte[] Labels)
{
    /// <summary>Where it goes: an image to the file of this name, a volume to its .nii.gz.</summary>
    public string FileFor(string target) => Model.IsVolume ? FileSet.AsVolume(target) : target;

    /// <summary>Writes an image whose grey levels spread the classes from 0 to 255, or a volume of class indices.</summary>
    public void Write(string file)
    {
        if (Model.IsVolume)
            NiftiFile.Write(file, new LabelVolume(Size, Labels));
        else
            ImageFile.Write(file, new GrayImage(Size.Rows, Size.Columns, Array.ConvertAll(Labels, label => (byte)(255 * label / (Model.Classes.Count - 1)))));
    }

    /// <summary>Each class with the share of its pixels or voxels.</summary>
    public override string ToString()
    {
        var counts = new long[Model.Classes.Count];
        foreach (var label in Labels)
            counts[label]++;
        return string.Join(", ", Model.Classes.Zip(counts, (name, count) => string.Create(CultureInfo.InvariantCulture, $"{name} {100.0 * count / Labels.Length:0.00} %")));
    }
}
