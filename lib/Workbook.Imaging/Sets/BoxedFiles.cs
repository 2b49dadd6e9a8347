using Workbook.Codecs;
using Workbook.Imaging.Files;

namespace Workbook.Imaging.Sets;

/// <summary>Makes a set of image files with boxes, and reads such a case.</summary>
internal static class BoxedFiles
{
    // Some tables count a box's last pixel differently, so a box may reach a pixel over the edge.
    private const double Slack = 1;

    /// <summary>The set of those images that are there, without copies.</summary>
    /// <exception cref="DatasetException">No image is there.</exception>
    internal static DetectionSet Set(string set, IReadOnlyList<string> classes, string table, string folder, IReadOnlyCollection<BoxedFile> files, IProgress<int>? progress, CancellationToken cancel)
    {
        var there = files.Where(file => File.Exists(file.Path)).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        if (there.Count == 0)
            throw new DatasetException($"{table} names {files.Count} images, none of which is in {folder}; unpack the images there");
        var kept = Duplicates.Drop([.. there.Select(file => new LabelledImage(file.Path, file.Name, 0, file.Group))], progress, cancel).Select(image => image.Path).ToHashSet();
        return new(set, classes, [.. there.Where(file => kept.Contains(file.Path)).Select(file =>
            new DetectionCase(file.Name, file.Group, limits => Read(file, table, limits), file.Label) { Path = file.Path })], there.Count - kept.Count);
    }

    private static (RgbImage, IReadOnlyList<ObjectBox>) Read(BoxedFile file, string table, Limits? limits)
    {
        var image = ImageFile.Read(file.Path, limits);
        if (file.Size is var (rows, columns) && (rows, columns) != (image.Rows, image.Columns))
            throw new DatasetException($"{file.Path} has {image.Rows} x {image.Columns} pixels, but {rows} x {columns} by {table}; take image and boxes from one source");
        return (image, Array.ConvertAll(file.Boxes, box => Within(box, image, file.Path, table)));
    }

    private static ObjectBox Within(ObjectBox box, RgbImage image, string path, string table)
    {
        if (!(box.Left >= -Slack && box.Top >= -Slack && box.Right <= image.Columns + Slack && box.Bottom <= image.Rows + Slack))
            throw new DatasetException($"{table} has a box from {box.Left}, {box.Top} to {box.Right}, {box.Bottom} (left, top, right, bottom) in {path}, which is {image.Columns} wide and {image.Rows} high; "
                + "boxes must lie in the image: is it resized?");
        var cut = box with { Left = Math.Max(0, box.Left), Top = Math.Max(0, box.Top), Right = Math.Min(image.Columns, box.Right), Bottom = Math.Min(image.Rows, box.Bottom) };
        return cut.Width > 0 && cut.Height > 0 ? cut : throw new DatasetException($"{table} has a box without area at {box.Left}, {box.Top} (left, top) in {path}; take it out");
    }
}
