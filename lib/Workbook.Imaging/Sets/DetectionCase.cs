using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>One image with the true boxes of the objects in it.</summary>
/// <param name="name">Name within the set.</param>
/// <param name="group">The patient or the sequence: cases with the same group are never parted between training and test.</param>
/// <param name="read">Gives the image and its boxes, which lie within it; none where there is nothing to find. Must give the same each time.</param>
/// <param name="label">Kind of the case, where the set names one, such as 1 for an image with findings; splits keep its share.</param>
public sealed class DetectionCase(string name, string group, Func<Limits?, (RgbImage Image, IReadOnlyList<ObjectBox> Boxes)> read, int label = 0)
    : SetCase<(RgbImage Image, IReadOnlyList<ObjectBox> Boxes)>(name, group, read, label);
