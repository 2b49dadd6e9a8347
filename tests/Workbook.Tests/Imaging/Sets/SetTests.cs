using Workbook.Codecs;
using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;

namespace Workbook.Tests.Imaging.Sets;

public class SetTests
{
    [Theory]
    [InlineData("")]
    [InlineData("crack-ozgenel")]
    [InlineData("Concrete Crack Images for Classification")]
    public void Cracks_are_found_in_every_published_layout(string home)
    {
        using var folder = new TemporaryFolder();
        Save(folder[home], "Negative/00016.jpg", "Negative/00116.jpg", "Positive/00015.jpg", "Positive/11476_1.jpg");
        var set = CrackImages.Load(new DataRoot(folder.Path));
        Assert.Equal(["Negative/00016.jpg", "Negative/00116.jpg", "Positive/00015.jpg", "Positive/11476_1.jpg"], set.Images.Select(image => image.Name));
        Assert.Equal([0, 0, 1, 1], set.Images.Select(image => image.Label));
        Assert.Equal(["tiles 0", "tiles 100", "tiles 0", "tiles 11400"], set.Images.Select(image => image.Group));
        Assert.Equal("crack", set.Labels[1]);
    }

    [Theory]
    [InlineData("", "Training/", "Testing/")]
    [InlineData("forest-fire-khan", "", "")]
    [InlineData("forest-fire-khan/Dataset for Forest Fire Detection", "Training and Validation/", "Testing/")]
    public void Forest_fires_are_found_and_the_parts_put_together(string home, string training, string testing)
    {
        using var folder = new TemporaryFolder();
        Save(folder[home], training + "fire/a.jpg", training + "nofire/b.jpg", testing + "fire/c.jpg", testing + "nofire/d.jpg");
        var set = ForestFire.Load(new DataRoot(folder.Path));
        Assert.Equal((2, 2), (set.Count(0), set.Count(1)));
        Assert.Equal(4, set.Images.Select(image => image.Group).Distinct().Count());
    }

    [Fact]
    public void A_part_has_the_images_asked_for_and_the_labels_of_the_whole()
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, "Negative/00016.jpg", "Negative/00116.jpg", "Positive/00015.jpg");
        var part = CrackImages.Load(new DataRoot(folder.Path)).Part([2, 0]);
        Assert.Equal(["Positive/00015.jpg", "Negative/00016.jpg"], part.Images.Select(image => image.Name));
        Assert.Equal(["no crack", "crack"], part.Labels);
        Assert.Equal(new FileInfo(folder["Positive/00015.jpg"]).Length, part.Images[0].FileBytes);
    }

    [Fact]
    public void A_set_that_is_missing_says_what_was_looked_for_and_where_to_get_it()
    {
        using var folder = new TemporaryFolder();
        var message = Assert.Throws<DatasetException>(() => CrackImages.Load(new DataRoot(folder.Path))).Message;
        Assert.Contains("Negative and Positive", message);
        Assert.Contains(folder["crack-ozgenel"], message);
        Assert.Contains("data/cards/crack-ozgenel.md", message);
        Assert.Contains("/nowhere/data", Assert.Throws<DatasetException>(() => new DataRoot("/nowhere/data")).Message);
    }

    [Fact]
    public void Copies_are_dropped_and_copies_with_two_labels_all_go()
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, "cat/1.png", "cat/2.png", "cat/3.png", "dog/4.png", "dog/5.png");
        File.Copy(folder["cat/1.png"], folder["cat/9.png"]);
        File.Copy(folder["cat/2.png"], folder["dog/9.png"]);
        var set = FolderSet.Load(folder.Path);
        Assert.Equal(["cat/1.png", "cat/3.png", "dog/4.png", "dog/5.png"], set.Images.Select(image => image.Name));
        Assert.Equal(3, set.Dropped);
    }

    [Fact]
    public void A_folder_of_ones_own_needs_two_labels_with_images()
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, "cat/1.png");
        Assert.Contains("at least 2", Assert.Throws<DatasetException>(() => FolderSet.Load(folder.Path)).Message);
        Directory.CreateDirectory(folder["dog"]);
        Assert.Contains(folder["dog"], Assert.Throws<DatasetException>(() => FolderSet.Load(folder.Path)).Message);
    }

    [Fact]
    public void Images_are_read_in_order_with_progress_and_stop_when_told()
    {
        var set = Numbered(50);
        var seen = new Count();
        var images = set.Read(seen, maxDegreeOfParallelism: 2);
        Assert.Equal(Enumerable.Range(1, 50), images.Select(image => image.Columns));
        Assert.Equal(50, seen.Reports);
        Assert.Throws<OperationCanceledException>(() => set.Read(cancel: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_damaged_image_stops_the_reading_and_is_named()
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, "cat/1.png", "dog/2.png");
        File.WriteAllBytes(folder["dog/3.png"], [1, 2, 3]);
        Assert.Contains("3.png", Assert.Throws<ImageFileException>(() => FolderSet.Load(folder.Path).Read()).Message);
    }

    [Fact]
    public void A_smaller_set_is_spread_evenly()
    {
        var small = Numbered(10).Take(2);
        Assert.Equal(["0", "4", "1", "5"], small.Images.Select(image => image.Name)); // even numbers carry label 0
    }

    [Fact]
    public void The_users_crack_tiles_load_and_split_by_tile_number()
    {
        Assert.SkipUnless(DataRoot.IsSet && DataRoot.FromEnvironment().Has("crack-ozgenel"), "WORKBOOK_DATA holds no crack-ozgenel");
        var set = CrackImages.Load(DataRoot.FromEnvironment());
        Assert.Equal((227, 227), (set.Images[0].Read().Rows, set.Images[^1].Read().Columns));
        var split = Split.ByGroup(set.Images);
        Assert.InRange(split.Test.Length / (double)set.Images.Count, 0.17, 0.23);
    }

    private static ImageSet Numbered(int count) => new("numbers", ["even", "odd"],
        [.. Enumerable.Range(0, count).Select(i => new LabelledImage($"{i}", i % 2, $"{i}", () => new RgbImage(1, i + 1)))]);

    private static void Save(string home, params string[] names)
    {
        foreach (var (index, name) in names.Index())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(home, name))!);
            ImageFile.Write(Path.Combine(home, name), TestImages.Texture(8, 8 + index));
        }
    }

    private sealed class Count : IProgress<int>
    {
        private int _reports;

        internal int Reports => _reports;

        public void Report(int value) => Interlocked.Increment(ref _reports);
    }
}
