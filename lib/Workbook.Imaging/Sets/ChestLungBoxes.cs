using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Chest X-rays with a box around each lung: images of the COVID-19 image collection (Cohen et al. 2020), boxes by General Blockchain.</summary>
/// <remarks>Several images may be of one patient, who is a group.</remarks>
public static class ChestLungBoxes
{
    private const string Name = "chest lung boxes", Table = "boxes.csv";

    private static readonly string[] Places = ["chest-lungboxes"];

    private static readonly string[] Kinds = ["LeftLung", "RightLung"];

    /// <summary>What <see cref="ObjectBox.Class"/> means. The patient's right lung is on the left of the picture.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["left lung", "right lung"];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => root.FindOrNull(Places, ["images"]) is { } home && File.Exists(Path.Combine(home, Table));

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root: chest-lungboxes with images and boxes.csv (file, width, height, patientid, licence, class, x, y, w, h).</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Two boxes an image, as a rule.</returns>
    /// <exception cref="DatasetException">The set is not there, or its table is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DetectionSet Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var home = root.Find(Name, Places, ["images"], "chest-lungboxes");
        var (table, images) = (Path.Combine(home, Table), Path.Combine(home, "images"));
        var files = CsvTable.Read(table, "file", "width", "height", "patientid", "class", "x", "y", "w", "h").Rows.GroupBy(row => row["file"], StringComparer.Ordinal)
            .Select(rows => new BoxedFile(rows.Key, FileBelow.Of(images, rows.Key, table), $"patient {rows.First()["patientid"]}", [.. rows.Select(Box)],
                (rows.First().Number("height"), rows.First().Number("width")))).ToList();
        return BoxedFiles.Set(Name, Classes, table, images, files, progress, cancel);
    }

    private static ObjectBox Box(CsvTable.Row row)
    {
        var (kind, left, top) = (Array.IndexOf(Kinds, row["class"]), row.Number("x"), row.Number("y"));
        return kind >= 0 ? new(kind, left, top, left + row.Number("w"), top + row.Number("h")) : throw row.Bad("class", string.Join(" or ", Kinds));
    }
}
