using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>An image file and the boxes in it.</summary>
/// <param name="Name">Name within the set.</param>
/// <param name="Path">The image.</param>
/// <param name="Group">The patient or the sequence.</param>
/// <param name="Boxes">The boxes.</param>
/// <param name="Size">Size that the image has by its table; null where that says nothing.</param>
/// <param name="Label">Kind of the case.</param>
internal sealed record BoxedFile(string Name, string Path, string Group, ObjectBox[] Boxes, (double Rows, double Columns)? Size = null, int Label = 0);
