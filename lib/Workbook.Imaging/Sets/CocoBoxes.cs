using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>A detection set of the user's own in COCO's JSON: what most tools for drawing boxes write.</summary>
public static class CocoBoxes
{
    /// <summary>Reads the boxes of all images of a file that are in a folder.</summary>
    /// <remarks>Read are <c>images</c> (id, file_name, width, height), <c>categories</c> (id, name) and <c>annotations</c> (image_id, category_id, bbox as left, top,
    /// width, height). Annotations of crowds (iscrowd 1) are left out, since they are no single objects. The classes are the categories, by id. Boxes are checked against their image when it is
    /// read: they may reach a pixel over its edge, where they are cut.</remarks>
    /// <param name="path">The JSON file, for example instances_train.json.</param>
    /// <param name="images">Folder below which the images lie.</param>
    /// <param name="group">Group of an image from its file name, such as the patient; null makes every image a group of its own.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The set, named after the file, without copies; images without annotations have no boxes.</returns>
    /// <exception cref="DatasetException">The file is not COCO's, or none of its images is there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DetectionSet Load(string path, string images, Func<string, string>? group = null, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(images);
        var file = JsonFile.Read(path);
        var categories = ById(file["categories"]).OrderBy(category => category.Key).ToList();
        if (categories.Count == 0)
            throw file["categories"].Bad("at least one category");
        var classes = categories.Index().ToDictionary(one => one.Item.Key, one => one.Index);
        var listed = ById(file["images"]);
        var boxes = file["annotations"].Items.Where(annotation => !annotation.Has("iscrowd", 1)).ToLookup(annotation =>
            listed.ContainsKey(annotation["image_id"].Whole) ? annotation["image_id"].Whole : throw annotation["image_id"].Bad("the id of one of images"), annotation => Box(annotation, classes));
        var files = listed.Select(image => (Image: image.Value, Name: image.Value["file_name"].Text, Boxes: boxes[image.Key].ToArray()))
            .Select(one => new BoxedFile(one.Name, FileBelow.Of(images, one.Name, path), group?.Invoke(one.Name) ?? one.Name, one.Boxes, (one.Image["height"].Whole, one.Image["width"].Whole))).ToList();
        return BoxedFiles.Set(Path.GetFileNameWithoutExtension(path), [.. categories.Select(category => category.Value["name"].Text)], path, images, files, progress, cancel);
    }

    private static Dictionary<long, JsonFile> ById(JsonFile list)
    {
        var found = new Dictionary<long, JsonFile>();
        foreach (var item in list.Items)
            if (!found.TryAdd(item["id"].Whole, item))
                throw item["id"].Bad("an id that no other has");
        return found;
    }

    private static ObjectBox Box(JsonFile annotation, Dictionary<long, int> classes)
    {
        var (left, top, width, height) = annotation["bbox"].Four;
        if (!classes.TryGetValue(annotation["category_id"].Whole, out var kind))
            throw annotation["category_id"].Bad("the id of one of categories");
        return width > 0 && height > 0 ? new(kind, left, top, left + width, top + height) : throw annotation["bbox"].Bad("left, top, width, height, the last two above 0");
    }
}
