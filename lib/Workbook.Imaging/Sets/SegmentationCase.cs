using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>One image or scan with the true class of every pixel.</summary>
/// <typeparam name="TImage"><see cref="RgbImage"/> or <see cref="Volume"/>.</typeparam>
/// <typeparam name="TLabels"><see cref="LabelImage"/> or <see cref="LabelVolume"/>.</typeparam>
/// <param name="name">Name within the set.</param>
/// <param name="group">The patient or the sequence: cases with the same group are never parted between training and test.</param>
/// <param name="read">Gives image and labels of the same size; must give the same each time.</param>
/// <param name="label">Kind of the case, where the set names one, such as 1 for melanoma; splits keep its share.</param>
public sealed class SegmentationCase<TImage, TLabels>(string name, string group, Func<Limits?, (TImage Image, TLabels Labels)> read, int label = 0)
    : SetCase<(TImage Image, TLabels Labels)>(name, group, read, label)
{
    /// <summary>File of the labels; null for a case that is not in a file.</summary>
    public string? LabelsPath { get; init; }
}
