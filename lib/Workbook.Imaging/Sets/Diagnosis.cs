using System.Globalization;

namespace Workbook.Imaging.Sets;

/// <summary>Melanoma or not, from a table of diagnoses.</summary>
internal static class Diagnosis
{
    internal static int Of(NamedColumn? melanoma, string image, string table) => melanoma is null ? 0
        : double.TryParse(melanoma[image], CultureInfo.InvariantCulture, out var value) && value is 0 or 1 ? (int)value
        : throw new DatasetException($"{table} says melanoma {melanoma[image]} of {image}, allowed 0 and 1");
}
