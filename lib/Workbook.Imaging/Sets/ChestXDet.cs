using System.Text.RegularExpressions;
using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Chest X-rays with boxes around findings: ChestX-Det (Lian et al. 2021, 13 classes) and ChestX-Det10 (Liu, Lian, Yu 2020, 10 classes), images of NIH ChestX-ray14.</summary>
/// <remarks>The set of paper V (Yao et al.). Both are published as a list of images in JSON, each with its findings (<c>syms</c>) and their boxes; an image with empty lists is
/// healthy. Where file names are those of NIH (00000042_006.png) the patient is the group; ChestX-Det's own numbers hide him, so each image is a group of its own.</remarks>
public static partial class ChestXDet
{
    private static readonly Layout Thirteen = new("ChestX-Det", ["chest-xdet", "ChestX-Det", "ChestX-Det-Dataset"], "ChestX_Det_train.json", "ChestX_Det_test.json",
        ["Atelectasis", "Calcification", "Cardiomegaly", "Consolidation", "Diffuse Nodule", "Effusion", "Emphysema", "Fibrosis", "Fracture", "Mass", "Nodule", "Pleural Thickening", "Pneumothorax"]);

    private static readonly Layout Ten = new("ChestX-Det10", ["chest-xdet10", "ChestX-Det10", "ChestX-Det10-Dataset"], "train.json", "test.json",
        ["Atelectasis", "Calcification", "Consolidation", "Effusion", "Emphysema", "Fibrosis", "Fracture", "Mass", "Nodule", "Pneumothorax"]);

    /// <summary>Whether a part of either set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    /// <param name="part">Training or Test.</param>
    public static bool IsIn(DataRoot root, PublishedPart part = PublishedPart.Training) => Find(root, part) is not null;

    /// <summary>Finds a part below a data root: of ChestX-Det, or else of ChestX-Det10.</summary>
    /// <param name="root">The data root: ChestX_Det_train.json and ChestX_Det_test.json with the folders train_data and test_data in chest-xdet or ChestX-Det; or
    /// train.json and test.json with the same folders in chest-xdet10 or ChestX-Det10.</param>
    /// <param name="part">Training (3025 or 3001 images) or Test (553 or 542).</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The classes are the findings; label 1 is an image with any.</returns>
    /// <exception cref="DatasetException">The part is not there, or its file is not as published.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DetectionSet Load(DataRoot root, PublishedPart part = PublishedPart.Training, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var (layout, home) = Find(root, part) ?? throw Missing(root, part);
        var (table, images) = (Path.Combine(home, layout.Table(part)), Path.Combine(home, Images(part)));
        var entries = JsonFile.Read(table).Items.Select(entry => (Name: entry["file_name"].Text, Boxes: Boxes(entry, layout.Classes))).ToList();
        if (entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new DatasetException($"{table} names {twice.Key} {twice.Count()} times, expected once; get it again from its source");
        var files = entries.Select(entry => new BoxedFile(entry.Name, FileBelow.Of(images, entry.Name, table), Group(entry.Name), entry.Boxes, Label: Math.Min(1, entry.Boxes.Length))).ToList();
        return BoxedFiles.Set(layout.Name, layout.Classes, table, images, files, progress, cancel);
    }

    private static ObjectBox[] Boxes(JsonFile entry, string[] classes)
    {
        var (kinds, boxes) = (entry["syms"].Items.ToArray(), entry["boxes"].Items.ToArray());
        return kinds.Length == boxes.Length ? [.. kinds.Zip(boxes, (kind, box) => Box(kind, box, classes))] : throw entry["boxes"].Bad($"{kinds.Length} boxes, one for each of syms");
    }

    private static ObjectBox Box(JsonFile kind, JsonFile box, string[] classes)
    {
        var (found, (left, top, right, bottom)) = (Array.IndexOf(classes, kind.Text), box.Four);
        if (found < 0)
            throw kind.Bad($"one of {string.Join(", ", classes)}");
        return left < right && top < bottom ? new(found, left, top, right, bottom) : throw box.Bad("left, top, right, bottom");
    }

    private static string Group(string name) => NihName().Match(name) is { Success: true } nih ? $"patient {nih.Groups[1].Value}" : name;

    private static (Layout Layout, string Home)? Find(DataRoot root, PublishedPart part) => part == PublishedPart.Validation ? null
        : new[] { Thirteen, Ten }.SelectMany(layout => layout.Places.Select(place => ((Layout, string)?)(layout, Path.Combine(root.Path, place))))
            .FirstOrDefault(at => at is var (layout, home) && File.Exists(Path.Combine(home, layout.Table(part))) && Directory.Exists(Path.Combine(home, Images(part))));

    private static DatasetException Missing(DataRoot root, PublishedPart part) => part == PublishedPart.Validation
        ? new("ChestX-Det is published as Training and Test; split the training part by Split.ByGroup to validate")
        : new($"the set \"ChestX-Det {part}\" was looked for as {Thirteen.Table(part)} and {Images(part)} in {string.Join(", ", Thirteen.Places.Select(place => Path.Combine(root.Path, place)))}, and as "
            + $"{Ten.Table(part)} and {Images(part)} in {string.Join(", ", Ten.Places.Select(place => Path.Combine(root.Path, place)))}; none of these holds them. data/cards/chest-xdet.md says where it is published and how to lay it out");

    private static string Images(PublishedPart part) => part == PublishedPart.Test ? "test_data" : "train_data";

    [GeneratedRegex(@"^(\d{8})_\d{3}\.")]
    private static partial Regex NihName();

    private sealed record Layout(string Name, string[] Places, string Train, string Test, string[] Classes)
    {
        internal string Table(PublishedPart part) => part == PublishedPart.Test ? Test : Train;
    }
}
