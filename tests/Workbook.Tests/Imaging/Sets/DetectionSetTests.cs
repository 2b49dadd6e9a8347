using Workbook.Codecs;
using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;

namespace Workbook.Tests.Imaging.Sets;

public class DetectionSetTests
{
    private const string LungHead = "file,width,height,patientid,licence,class,x,y,w,h\n";

    [Fact]
    public void Resizing_moves_the_edges_of_boxes_with_the_picture_and_leaves_overlaps()
    {
        ObjectBox[] boxes = [new(0, 0, 0, 30, 20), new(1, 6, 5, 21, 15)];
        var set = new DetectionSet("own", ["a", "b"], [new("one", "one", _ => (TestImages.Texture(20, 30), boxes))]).Resized(40, 15);
        var (image, resized) = set.Cases[0].Read();
        Assert.Equal((40, 15), (image.Rows, image.Columns));
        Assert.Equal([new(0, 0, 0, 15, 40), new(1, 3, 10, 10.5, 30)], resized);
        Assert.Equal(boxes[0].IoU(boxes[1]), resized[0].IoU(resized[1]), 1e-12);
    }

    [Fact]
    public void Lung_boxes_are_read_by_patient_with_quoted_cells()
    {
        using var folder = new TemporaryFolder();
        Save(folder["chest-lungboxes/images/a,1.png"], folder["chest-lungboxes/images/b.png"], folder["chest-lungboxes/images/c.png"]);
        File.WriteAllText(folder["chest-lungboxes/boxes.csv"], LungHead + "\"a,1.png\",6,8,\"21\",\"CC \"\"BY\"\"\",RightLung,0,1,2,5\nb.png,6,8,22,,LeftLung,3,1,2.5,7\n"
            + "\"a,1.png\",6,8,\"21\",,LeftLung,3,1,3,6\nc.png,6,8,21,,LeftLung,3,1,3,6\nnot-here.png,6,8,21,,LeftLung,3,1,3,6\n");
        Assert.True(ChestLungBoxes.IsIn(new DataRoot(folder.Path)));
        var set = ChestLungBoxes.Load(new DataRoot(folder.Path));
        Assert.Equal(["patient 21", "patient 22", "patient 21"], set.Cases.Select(one => one.Group));
        Assert.Equal([new(1, 0, 1, 2, 6), new(0, 3, 1, 6, 7)], set.Cases[0].Read().Boxes);
        Assert.Equal(["left lung", "right lung"], set.Classes);
        Assert.Equal(["a,1.png", "b.png"], set.Part([0, 1]).Cases.Select(one => one.Name));
        Assert.Equal("a,1.png", Assert.Single(set.Take(1).Cases).Name);
    }

    [Theory]
    [InlineData("a.png,6,8,1,,Heart,1,1,2,2", "line 2", "LeftLung or RightLung")]
    [InlineData("a.png,6,8,1,,LeftLung,1,1,two,2", "the w 'two'", "a number")]
    [InlineData("a.png,6,8,1,,LeftLung,1,1,2", "has 9 cells", "the first line 10")]
    [InlineData("a.png,6,8,1,\",LeftLung,1,1,2,2", "line 2", "does not close")]
    [InlineData("../a.png,6,8,1,,LeftLung,1,1,2,2", "../a.png", "leads out")]
    [InlineData("b.png,6,8,1,,LeftLung,1,1,2,2", "names 1 images", "none of which")]
    [InlineData("a.png,6,8,1,,LeftLung,1,1,7,2", "6 wide and 8 high", "is it resized?")]
    [InlineData("a.png,6,8,1,,LeftLung,1,1,0,2", "without area", "take it out")]
    [InlineData("a.png,8,6,1,,LeftLung,1,1,2,2", "has 8 x 6 pixels, but 6 x 8 by", "from one source")]
    public void A_damaged_table_of_lung_boxes_is_refused_with_its_place(string line, params string[] words)
    {
        using var folder = new TemporaryFolder();
        Save(folder["chest-lungboxes/images/a.png"]);
        File.WriteAllText(folder["chest-lungboxes/boxes.csv"], LungHead + line + "\n");
        var message = Assert.Throws<DatasetException>(() => ChestLungBoxes.Load(new DataRoot(folder.Path)).Read()).Message;
        Assert.All(words, word => Assert.Contains(word, message));
    }

    [Fact]
    public void A_box_may_reach_a_pixel_over_the_edge_and_is_cut_there()
    {
        using var folder = new TemporaryFolder();
        Save(folder["chest-lungboxes/images/a.png"]);
        File.WriteAllText(folder["chest-lungboxes/boxes.csv"], LungHead + "a.png,6,8,1,,LeftLung,-1,2,8,6.5\n");
        Assert.Equal([new(0, 0, 2, 6, 8)], ChestLungBoxes.Load(new DataRoot(folder.Path)).Cases[0].Read().Boxes);
    }

    [Theory]
    [InlineData("ChestX-Det", "ChestX_Det_", "ChestX-Det", 13, 10)]
    [InlineData("chest-xdet10", "", "ChestX-Det10", 10, 8)]
    public void ChestX_Det_is_found_as_published_and_empty_lists_are_healthy(string home, string prefix, string name, int classes, int nodule)
    {
        using var folder = new TemporaryFolder();
        Save(folder[$"{home}/train_data/36199.png"], folder[$"{home}/train_data/00000042_006.png"], folder[$"{home}/train_data/00000042_007.png"], folder[$"{home}/test_data/1.png"]);
        File.WriteAllText(folder[$"{home}/{prefix}train.json"], """
            [{"file_name": "36199.png", "syms": [], "boxes": [], "polygons": []}, {"file_name": "00000042_006.png", "syms": ["Fibrosis", "Nodule"], "boxes": [[0, 1, 3, 7], [2, 2, 5, 4]],
            "polygons": [[[0, 1], [3, 7]], [[2, 2], [5, 4]]]}, {"file_name": "00000042_007.png", "syms": ["Nodule"], "boxes": [[0, 0, 6, 8]]}, {"file_name": "36200.png", "syms": [], "boxes": []}]
            """);
        File.WriteAllText(folder[$"{home}/{prefix}test.json"], """[{"file_name": "1.png", "syms": [], "boxes": []}]""");
        var set = ChestXDet.Load(new DataRoot(folder.Path));
        Assert.Equal((name, classes, 3), (set.Name, set.Classes.Count, set.Cases.Count));
        Assert.Equal(["patient 00000042", "patient 00000042", "36199.png"], set.Cases.Select(one => one.Group));
        Assert.Equal([1, 1, 0], set.Cases.Select(one => one.Label));
        Assert.Equal([new(nodule - 3, 0, 1, 3, 7), new(nodule, 2, 2, 5, 4)], set.Cases[0].Read().Boxes);
        Assert.Empty(set.Cases[2].Read().Boxes);
        Assert.Single(ChestXDet.Load(new DataRoot(folder.Path), PublishedPart.Test).Cases);
        Assert.Contains("Split.ByGroup", Assert.Throws<DatasetException>(() => ChestXDet.Load(new DataRoot(folder.Path), PublishedPart.Validation)).Message);
    }

    [Theory]
    [InlineData("{}", "expected a list")]
    [InlineData("[{\"syms\": [], \"boxes\": []}]", "[0] is", "the property file_name")]
    [InlineData("[{\"file_name\": \"a.png\", \"syms\": [\"Nodule\"], \"boxes\": []}]", "[0]: boxes is []", "1 boxes")]
    [InlineData("[{\"file_name\": \"a.png\", \"syms\": [\"Cold\"], \"boxes\": [[0, 0, 1, 1]]}]", "[0]: syms[0] is \"Cold\"", "one of Atelectasis")]
    [InlineData("[{\"file_name\": \"a.png\", \"syms\": [\"Mass\"], \"boxes\": [[0, 0, 1]]}]", "[0]: boxes[0] is [0, 0, 1]", "4 numbers")]
    [InlineData("[{\"file_name\": \"a.png\", \"syms\": [\"Mass\"], \"boxes\": [[3, 0, 1, 1]]}]", "[0]: boxes[0]", "left, top, right, bottom")]
    [InlineData("[{\"file_name\": \"a.png\", \"syms\": [], \"boxes\": []}, {\"file_name\": \"a.png\", \"syms\": [], \"boxes\": []}]", "a.png 2 times")]
    [InlineData("[{\"file_name\": \"a.png\", \"syms\": [], \"syms\": [], \"boxes\": []}]", "is no JSON", "syms")]
    [InlineData("[{\"file_name\": \"a.png\"", "is no JSON")]
    public void A_damaged_list_of_ChestX_Det_is_refused_with_its_place(string json, params string[] words)
    {
        using var folder = new TemporaryFolder();
        Save(folder["chest-xdet/train_data/a.png"]);
        File.WriteAllText(folder["chest-xdet/ChestX_Det_train.json"], json);
        var message = Assert.Throws<DatasetException>(() => ChestXDet.Load(new DataRoot(folder.Path))).Message;
        Assert.All(words, word => Assert.Contains(word, message));
    }

    [Fact]
    public void COCO_categories_become_classes_by_id_and_crowds_are_left_out()
    {
        using var folder = new TemporaryFolder();
        Save(folder["images/x/a.png"], folder["images/b.png"]);
        File.WriteAllText(folder["dogs.json"], Coco("""{"image_id": 7, "category_id": 90, "bbox": [1, 2, 3.5, 4]}, {"image_id": 7, "category_id": 18, "bbox": [0, 0, 6, 8], "iscrowd": 0}, {"image_id": 7, "category_id": 18, "bbox": [0, 0, 6, 8], "iscrowd": 1}"""));
        var set = CocoBoxes.Load(folder["dogs.json"], folder["images/"], name => name.Split('/')[0]);
        Assert.Equal(("dogs", "dog, cat"), (set.Name, string.Join(", ", set.Classes)));
        Assert.Equal([("b.png", "b.png"), ("x/a.png", "x")], set.Cases.Select(one => (one.Name, one.Group)));
        Assert.Empty(set.Cases[0].Read().Boxes);
        Assert.Equal([new(1, 1, 2, 4.5, 6), new(0, 0, 0, 6, 8)], set.Cases[1].Read().Boxes);
    }

    [Theory]
    [InlineData("{\"image_id\": 3, \"category_id\": 18, \"bbox\": [0, 0, 1, 1]}", "annotations[0]: image_id is 3")]
    [InlineData("{\"image_id\": 7, \"category_id\": 1, \"bbox\": [0, 0, 1, 1]}", "category_id is 1")]
    [InlineData("{\"image_id\": 7, \"category_id\": 18, \"bbox\": [0, 0, 1, 0]}", "bbox is [0, 0, 1, 0]")]
    [InlineData("{\"image_id\": 7.5, \"category_id\": 18, \"bbox\": [0, 0, 1, 1]}", "image_id is 7.5, expected a whole number")]
    public void An_annotation_that_fits_nothing_is_refused_with_its_place(string annotation, string words)
    {
        using var folder = new TemporaryFolder();
        Save(folder["images/x/a.png"], folder["images/b.png"]);
        File.WriteAllText(folder["dogs.json"], Coco(annotation));
        Assert.Contains(words, Assert.Throws<DatasetException>(() => CocoBoxes.Load(folder["dogs.json"], folder["images"])).Message);
    }

    [Fact]
    public void A_set_that_is_missing_says_where_it_was_looked_for()
    {
        using var folder = new TemporaryFolder();
        var root = new DataRoot(folder.Path);
        foreach (var (load, place) in new (Action, string)[] { (() => ChestLungBoxes.Load(root), "chest-lungboxes"), (() => ChestXDet.Load(root), "chest-xdet"), (() => ChestXDet.Load(root, PublishedPart.Test), "chest-xdet10") })
        {
            var message = Assert.Throws<DatasetException>(load).Message;
            Assert.Contains(folder[place], message);
            Assert.True(File.Exists(Path.Combine(Repository.Root, message[message.IndexOf("data/cards/", StringComparison.Ordinal)..].Split(' ')[0])), message);
        }
    }

    [Fact]
    public void The_users_lung_boxes_load_and_split_by_patient()
    {
        Assert.SkipUnless(DataRoot.IsSet && ChestLungBoxes.IsIn(DataRoot.FromEnvironment()), "WORKBOOK_DATA has no chest-lungboxes");
        var set = ChestLungBoxes.Load(DataRoot.FromEnvironment());
        Assert.All(set.Take(20).Read(), one => Assert.Equal([0, 1], one.Boxes.Select(box => box.Class).Order()));
        Assert.All(set.Take(20).Read(), one => Assert.True(one.Boxes.Single(box => box.Class == 1).Left < one.Boxes.Single(box => box.Class == 0).Left));
        var split = Split.ByGroup(set.Cases);
        Assert.Empty(set.Part(split.Train).Cases.Select(one => one.Group).Intersect(set.Part(split.Test).Cases.Select(one => one.Group)));
    }

    [Fact]
    public void The_domain_is_real_where_there_is_data_and_else_drawn_and_says_so()
    {
        var set = DetectionDomain.Chests(4, 96, findings: 0.5);
        Assert.Equal(DataRoot.IsSet && (ChestLungBoxes.IsIn(DataRoot.FromEnvironment()) || ChestXDet.IsIn(DataRoot.FromEnvironment())), !set.Name.StartsWith("synthetic ", StringComparison.Ordinal));
        Assert.All(set.Read(), one => Assert.Equal((96, 96), (one.Image.Rows, one.Image.Columns)));
        Assert.All(set.Read().SelectMany(one => one.Boxes), box => Assert.True(box.Class < set.Classes.Count && box.Right <= 96 && box.Bottom <= 96));
    }

    private static string Coco(string annotations) => $$"""
        {"images": [{"id": 7, "file_name": "x/a.png", "width": 6, "height": 8}, {"id": 2, "file_name": "b.png", "width": 6, "height": 8}],
        "categories": [{"id": 90, "name": "cat"}, {"id": 18, "name": "dog"}], "annotations": [{{annotations}}]}
        """;

    // 8 rows of 6 pixels, every file another picture, or copies would be dropped.
    private static void Save(params string[] paths)
    {
        foreach (var (i, path) in paths.Index())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            ImageFile.Write(path, new GrayImage(8, 6, [.. Enumerable.Repeat((byte)(9 + i), 48)]));
        }
    }
}
