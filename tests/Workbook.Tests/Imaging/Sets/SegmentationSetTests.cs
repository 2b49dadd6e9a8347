using Workbook.Codecs;
using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;

namespace Workbook.Tests.Imaging.Sets;

public class SegmentationSetTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("skin-isic2017", true)]
    public void ISIC_2017_is_found_as_published(string home, bool withTable)
    {
        using var folder = new TemporaryFolder();
        Save(folder[home], 7, "ISIC-2017_Training_Data/ISIC_0000001.jpg", "ISIC-2017_Training_Data/ISIC_0000002.jpg", "ISIC-2017_Training_Data/ISIC_0000001_superpixels.png");
        Save(folder[home], 200, "ISIC-2017_Training_Part1_GroundTruth/ISIC_0000001_segmentation.png", "ISIC-2017_Training_Part1_GroundTruth/ISIC_0000002_segmentation.png");
        if (withTable)
            File.WriteAllText(Path.Combine(folder[home], "ISIC-2017_Training_Part3_GroundTruth.csv"), "image_id,melanoma,seborrheic_keratosis\nISIC_0000001,0.0,1.0\nISIC_0000002,1.0,0.0\n");
        var set = Isic2017.Load(new DataRoot(folder.Path));
        Assert.Equal(["ISIC_0000001", "ISIC_0000002"], set.Cases.Select(one => one.Name));
        Assert.Equal(withTable ? [0, 1] : [0, 0], set.Cases.Select(one => one.Label));
        Assert.Equal(["background", "lesion"], set.Classes);
        Assert.All(set.Cases[0].Read().Labels.Labels, label => Assert.Equal(1, label));
        Assert.False(Isic2017.IsIn(new DataRoot(folder.Path), PublishedPart.Test));
    }

    [Fact]
    public void ISIC_2018_is_found_in_its_layouts()
    {
        using var folder = new TemporaryFolder();
        Save(folder["skin-isic2018-128"], 7, "images/ISIC_1.jpeg");
        Save(folder["skin-isic2018-128"], 200, "masks/ISIC_1_segmentation.jpeg");
        Assert.Single(Isic2018.LoadSmall(new DataRoot(folder.Path)).Cases);
        Save(folder.Path, 8, "ISIC2018_Task1-2_Training_Input/ISIC_2.jpg", "ISIC2018_Task1_Training_GroundTruth/ISIC_2_segmentation.png");
        Assert.Equal("ISIC_2", Isic2018.Load(new DataRoot(folder.Path)).Cases[0].Name);
        Save(folder["skin-isic2018-native"], 9, "images/ISIC_3.jpg", "masks/ISIC_3_Segmentation.png");
        File.WriteAllText(folder["skin-isic2018-native/labels.csv"], "image,melanoma\nISIC_3,1\n");
        Assert.Equal(1, Isic2018.Load(new DataRoot(folder.Path)).Cases[0].Label);
    }

    [Fact]
    public void Sets_with_the_same_classes_are_joined_and_their_groups_kept_apart()
    {
        SegmentationSet<RgbImage, LabelImage> Set(string name, params string[] classes)
            => new(name, classes, [new("1", "sequence 1", _ => (new RgbImage(1, 1, [1, 2, 3]), new LabelImage(1, 1, [1])), label: 2) { Path = $"{name}.png" }]);
        var joined = Set("a", "background", "polyp").And(Set("b", "background", "polyp"));
        Assert.Equal("a and b", joined.Name);
        Assert.Equal([("a 1", "a sequence 1", 2, "a.png"), ("b 1", "b sequence 1", 2, "b.png")], joined.Cases.Select(one => (one.Name, one.Group, one.Label, one.Path!)));
        Assert.Equal([1], joined.Cases[1].Read().Labels.Labels);
        Assert.Throws<ArgumentException>(() => joined.And(Set("c", "background", "lesion")));
    }

    [Theory]
    [InlineData("skin-ph2/images/IMD002.bmp", "skin-ph2/masks/IMD002_lesion.bmp")]
    [InlineData("PH2Dataset/PH2 Dataset images/IMD002/IMD002_Dermoscopic_Image/IMD002.bmp", "PH2Dataset/PH2 Dataset images/IMD002/IMD002_lesion/IMD002_lesion.bmp")]
    public void PH2_is_found_in_both_layouts_with_masks_of_one_bit(string image, string mask)
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, 7, image, mask);
        File.WriteAllBytes(folder[mask], OneBit());
        var (picture, labels) = Ph2.Load(new DataRoot(folder.Path)).Cases.Single().Read();
        Assert.Equal((8, 6), (picture.Rows, picture.Columns));
        Assert.Equal([0, 1, 0, 1, 1, 1], labels.Labels[..6]);
    }

    [Theory]
    [InlineData("polyp-cvc-colondb/images/", "polyp-cvc-colondb/masks/p", ".png")]
    [InlineData("CVC-ColonDB/images/", "CVC-ColonDB/masks/", ".png")]
    [InlineData("CVC-ColonDB/CVC-ColonDB/", "CVC-ColonDB/CVC-ColonDB/p", ".tiff")]
    public void ColonDB_is_found_in_its_layouts_and_grouped_by_number_where_no_table_is(string images, string masks, string ending)
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, 7, [.. new[] { 1, 25, 26, 300 }.SelectMany(frame => new[] { $"{images}{frame}{ending}", $"{masks}{frame}{ending}" })]);
        var set = CvcColonDb.Load(new DataRoot(folder.Path));
        Assert.Equal(["001", "025", "026", "300"], set.Cases.Select(one => one.Name));
        Assert.Equal(["frames 1", "frames 1", "frames 26", "frames 276"], set.Cases.Select(one => one.Group));
        Assert.Equal(8, set.Cases[3].Read().Image.Rows);
    }

    [Theory]
    [InlineData("polyp-cvc-clinicdb/images/", "polyp-cvc-clinicdb/masks/", ".png")]
    [InlineData("CVC-ClinicDB/Original/", "CVC-ClinicDB/Ground Truth/", ".tif")]
    public void ClinicDB_is_grouped_by_its_table_or_by_the_one_of_its_page(string images, string masks, string ending)
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, 7, [.. new[] { 1, 25, 26, 612 }.SelectMany(frame => new[] { $"{images}{frame}{ending}", $"{masks}{frame}{ending}" })]);
        Assert.Equal(["sequence 1", "sequence 1", "sequence 2", "sequence 29"], CvcClinicDb.Load(new DataRoot(folder.Path)).Cases.Select(one => one.Group));
        File.WriteAllText(Path.Combine(folder[images.Split('/')[0]], "sequences.csv"), "frame,sequence\n1,1\n25,7\n26,7\n");
        Assert.Contains("612", Assert.Throws<DatasetException>(() => CvcClinicDb.Load(new DataRoot(folder.Path))).Message);
    }

    [Fact]
    public void HVSMR_2016_is_found_as_published()
    {
        using var folder = new TemporaryFolder();
        foreach (var patient in new[] { 0, 4 })
            Scan(folder[$"HVSMR2016/training_axial_full_pat{patient}.nii.gz"], folder[$"HVSMR2016/training_axial_full_pat{patient}-label.nii.gz"], 0, 1, 2);
        Scan(folder["HVSMR2016/training_sa_crop_pat0.nii.gz"], folder["HVSMR2016/training_sa_crop_pat0-label.nii.gz"], 0, 1, 2);
        var set = Hvsmr.Load(new DataRoot(folder.Path));
        Assert.Equal(["patient 0", "patient 4"], set.Cases.Select(one => one.Name));
        Assert.Equal(["background", "myocardium", "blood pool"], set.Classes);
        Assert.Equal([0, 1, 2], set.Cases[0].Read().Labels.Labels);
        Assert.Single(Hvsmr.Load(new DataRoot(folder.Path), "sa_crop").Cases);
        Assert.Contains("axial_crop", Assert.Throws<DatasetException>(() => Hvsmr.Load(new DataRoot(folder.Path), "axial_crop")).Message);
    }

    [Theory]
    [InlineData("cardiac-mr-acdc/images/patient003.nii.gz", "cardiac-mr-acdc/masks/patient003_mask.nii.gz")]
    [InlineData("ACDC/training/patient003/patient003_frame01.nii.gz", "ACDC/training/patient003/patient003_frame01_gt.nii.gz")]
    public void ACDC_has_the_classes_of_HVSMR(string scan, string labels)
    {
        using var folder = new TemporaryFolder();
        Scan(folder[scan], folder[labels], 0, 1, 2, 3);
        var one = Acdc.Load(new DataRoot(folder.Path)).Cases.Single();
        Assert.Equal("patient003", one.Group);
        Assert.Equal([0, 2, 1, 2], one.Read().Labels.Labels);
        Scan(folder[scan], folder[labels], 0, 1, 2, 4);
        Assert.Contains("holds the label 4, allowed 0 to 3", Assert.Throws<DatasetException>(() => one.Read()).Message);
    }

    [Theory]
    [InlineData("mr-hippocampus-msd/images/hippocampus_001.nii.gz", "mr-hippocampus-msd/labels/hippocampus_001.nii.gz")]
    [InlineData("Task04_Hippocampus/imagesTr/hippocampus_001.nii.gz", "Task04_Hippocampus/labelsTr/hippocampus_001.nii.gz")]
    public void The_hippocampus_set_is_found_in_both_layouts(string scan, string labels)
    {
        using var folder = new TemporaryFolder();
        Scan(folder[scan], folder[labels], 0, 1, 2);
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(folder[scan])!, "._hippocampus_001.nii.gz"), [0]);
        Assert.Equal("hippocampus_001", MsdHippocampus.Load(new DataRoot(folder.Path)).Cases.Single().Name);
    }

    [Fact]
    public void An_image_without_a_mask_and_a_mask_of_another_size_are_named()
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, 7, "images/a.png", "masks/a.png", "images/b.png", "masks/c.png");
        Assert.Contains("b.png has no labels", Assert.Throws<DatasetException>(() => MaskFolder.Load(folder.Path)).Message);
        File.Delete(folder["images/b.png"]);
        ImageFile.Write(folder["masks/a.png"], new GrayImage(5, 6));
        var message = Assert.Throws<DatasetException>(() => MaskFolder.Load(folder.Path).Read()).Message;
        Assert.Contains("a.png has 8 x 6 pixels", message);
        Assert.Contains("5 x 6", message);
    }

    [Fact]
    public void A_set_that_is_missing_says_where_it_was_looked_for()
    {
        using var folder = new TemporaryFolder();
        var root = new DataRoot(folder.Path);
        foreach (var (load, place) in new (Action, string)[] { (() => Isic2017.Load(root), "skin-isic2017"), (() => Isic2018.Load(root), "skin-isic2018"), (() => Isic2018.LoadSmall(root), "skin-isic2018-128"),
            (() => Ph2.Load(root), "skin-ph2"), (() => CvcColonDb.Load(root), "polyp-cvc-colondb"), (() => CvcClinicDb.Load(root), "polyp-cvc-clinicdb"),
            (() => Hvsmr.Load(root), "heart-hvsmr2016"), (() => Acdc.Load(root), "cardiac-mr-acdc"), (() => MsdHippocampus.Load(root), "mr-hippocampus-msd") })
        {
            var message = Assert.Throws<DatasetException>(load).Message;
            Assert.Contains(folder[place], message);
            Assert.Matches(@"data/cards/[a-z0-9-]+\.md", message);
            Assert.True(File.Exists(Path.Combine(Repository.Root, message[message.IndexOf("data/cards/", StringComparison.Ordinal)..].Split(' ')[0])), message);
        }
    }

    [Fact]
    public void Copies_are_dropped_and_parts_keep_sequences_whole()
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path, 7, [.. Enumerable.Range(10, 40).SelectMany(i => new[] { $"images/{i}.png", $"masks/{i}.png" })]);
        File.Copy(folder["images/10.png"], folder["images/50.png"]);
        File.Copy(folder["masks/10.png"], folder["masks/50.png"]);
        var set = MaskFolder.Load(folder.Path, "polyp", name => name[..1]);
        Assert.Equal((40, 1), (set.Cases.Count, set.Dropped));
        var split = Split.ByGroup(set.Cases, testShare: 0.25, seed: 3);
        Assert.Empty(set.Part(split.Train).Cases.Select(one => one.Group).Intersect(set.Part(split.Test).Cases.Select(one => one.Group)));
        Assert.Equal(10, split.Test.Length);
        Assert.Equal(["10", "20", "30", "40"], set.Take(4).Cases.Select(one => one.Name));
    }

    [Fact]
    public void The_users_sets_load_and_fit()
    {
        Assert.SkipUnless(DataRoot.IsSet, "WORKBOOK_DATA is not set");
        var root = DataRoot.FromEnvironment();
        if (Isic2018.IsSmallIn(root))
            Check(Isic2018.LoadSmall(root).Take(40).Read());
        if (Isic2018.IsIn(root))
            Check(Isic2018.Load(root).Take(4).Read());
        if (Ph2.IsIn(root))
            Check(Ph2.Load(root).Read());
        foreach (var polyps in new[] { CvcColonDb.IsIn(root) ? CvcColonDb.Load(root) : null, CvcClinicDb.IsIn(root) ? CvcClinicDb.Load(root) : null })
        {
            Check(polyps?.Take(20).Read() ?? []);
            Assert.True(polyps is null || polyps.Cases.Select(one => one.Group).Distinct().Count() is > 3 and < 30);
        }
        foreach (var scans in new[] { Acdc.IsIn(root) ? Acdc.Load(root) : null, MsdHippocampus.IsIn(root) ? MsdHippocampus.Load(root) : null })
            Assert.All(scans?.Read() ?? [], scan => Assert.Equal<byte>([0, 1, 2], [.. scan.Labels.Labels.Distinct().Order()]));

        static void Check((RgbImage, LabelImage Labels)[] cases) =>
            Assert.All(cases, one => Assert.InRange(one.Labels.Labels.Count(label => label == 1) / (double)one.Labels.Labels.Length, 0.001, 0.999));
    }

    // Every file another picture, or copies would be dropped.
    private static void Save(string home, int seed, params string[] names)
    {
        foreach (var (i, name) in names.Index())
        {
            var path = Path.Combine(home, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var pixels = Enumerable.Repeat((byte)(seed + i), 8 * 6).ToArray();
            ImageFile.Write(path, new GrayImage(8, 6, pixels));
        }
    }

    private static void Scan(string scan, string labels, params byte[] values)
    {
        NiftiFile.Write(scan, new Volume(new(1, 1, values.Length), [.. values.Select((value, i) => value + scan.Length + i + scan[^8] / 7f)]), NiftiType.Float32);
        NiftiFile.Write(labels, new LabelVolume(new(1, 1, values.Length), values));
    }

    // A BMP of 6 x 8 pixels, one bit each, written by hand: every row is 0 1 0 1 1 1, padded to four bytes.
    private static byte[] OneBit() => [(byte)'B', (byte)'M', 94, 0, 0, 0, 0, 0, 0, 0, 62, 0, 0, 0, 40, 0, 0, 0, 6, 0, 0, 0, 8, 0, 0, 0, 1, 0, 1, 0,
        .. new byte[16], 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 0, .. Enumerable.Range(0, 8).SelectMany(_ => new byte[] { 0b0101_1100, 0, 0, 0 })];
}
