using System.CommandLine;
using Workbook.Codecs;
using Workbook.Fuzz.Targets;
using Workbook.Host.Verbs.Coded;
using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;
using Workbook.Learning.Networks;
using Workbook.Tests.Codecs.Magic;
using Workbook.Tests.Imaging;
using static TorchSharp.torch;

namespace Workbook.Tests.Host.Coded;

/// <summary>The device writes files with joint networks, the cloud reads them with nothing but the model.</summary>
public sealed class JointVerbTests : IDisposable
{
    private static readonly string[] Heart = ["background", "myocardium", "blood pool"];
    private readonly TemporaryFolder folder = new();
    private readonly RgbImage photo = Sample.Image(19, 30, 1);
    private readonly Volume scan = new(new(3, 9, 14), [.. Enumerable.Range(0, 378).Select(i => MathF.Sin(i) * 900)], new(5, 1.5f, 1.5f));

    public JointVerbTests()
    {
        ImageFile.Write(folder["data/a.png"], photo);
        NiftiFile.Write(folder["data/b.nii.gz"], scan);
        NiftiFile.Write(folder["data/deep/c.nii"], scan);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_cloud_makes_a_mask_from_the_file_and_the_model_alone()
    {
        using var model = Make("d4");
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["data"], "--codec", "joint", "--model", folder["models/d4.wjm"], "--out", folder["sent"]));
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["data/a.png"], "--model", folder["models/d4.wjm"], "--out", folder["same.wjc"]));
        Directory.Delete(folder["data"], recursive: true);
        Assert.Equal(["a.wjc"], Names("sent"));
        Assert.Equal(File.ReadAllBytes(folder["sent/a.wjc"]), File.ReadAllBytes(folder["same.wjc"]));
        Assert.Equal(0, Run(SegmentVerb.Make(), folder["sent"], "--model", folder["models"], "--device", "cpu", "--out", folder["seen"]));
        Assert.Equal(Array.ConvertAll(Labels(model, File.ReadAllBytes(folder["same.wjc"])), label => (byte)(255 * label)), ImageFile.Read(folder["seen/a.png"]).ToGray().Pixels);
    }

    [Fact]
    public void Volumes_are_sent_and_come_back_as_class_indices()
    {
        using var model = Make("d3", 3, classes: Heart);
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["data"], "--model", folder["models/d3.wjm"], "--out", folder["sent"]));
        Assert.Equal(["b.wjc", "c.wjc"], Names("sent"));
        Assert.Equal(0, Run(SegmentVerb.Make(), folder["sent"], "--model", folder["models/d3.wjm"], "--out", folder["seen"]));
        Assert.Equal(0, Run(DecodeVerb.Make(), folder["sent/b.wjc"], "--model", folder["models/d3.wjm"], "--out", folder["restored.nii"]));
        var labels = NiftiFile.ReadLabels(folder["seen/deep/c.nii.gz"]);
        Assert.Equal(scan.Shape, labels.Shape);
        Assert.Equal(Labels(model, File.ReadAllBytes(folder["sent/b.wjc"])), labels.Labels);
        Assert.Equal(scan.Shape, NiftiFile.Read(folder["restored.nii"]).Shape);
    }

    [Fact]
    public void Designs_that_restore_pixels_are_decoded_and_others_send_to_segment()
    {
        using var pixels = Make("auto-seg");
        using var map = Make("d4", seed: 4);
        using var shelf = new ModelShelf([folder["models"]], "cpu");
        Directory.CreateDirectory(folder["sent"]);
        File.WriteAllBytes(folder["sent/a.wjc"], Encode(pixels));
        File.WriteAllBytes(folder["sent/b.wjc"], Encode(map));
        CodedFile.Use(folder["sent/a.wjc"], coded => coded.Decode(shelf, folder["a.png"], CancellationToken.None));
        using var scope = NewDisposeScope();
        Assert.Equal(ImageTensor.ToImage(pixels.Codec!.Segment(Encode(pixels)).FeatureMap, photo.Rows, photo.Columns).Pixels, ImageFile.Read(folder["a.png"]).Pixels);
        Assert.Contains("b.wjc: it holds a feature map for the segmentation network and no picture (design d4); ./workbook segment reads it",
            Assert.Throws<BitstreamException>(() => CodedFile.Use(folder["sent/b.wjc"], coded => coded.Decode(shelf, folder["b.png"], CancellationToken.None))).Message);
    }

    [Fact]
    public void Streams_and_models_tell_what_they_are()
    {
        using var images = Make("d4");
        using var volumes = Make("d3", 3, classes: Heart);
        using var known = new ModelShelf([folder["models"]], "cpu");
        using var unknown = new ModelShelf([], "cpu", shipped: folder["nowhere"]);
        using var three = ImageTensor.Of(scan);
        var (stream, bytes) = (Encode(images), volumes.Codec!.Encode(three));
        Assert.Equal($"joint code, 19 x 30, {8.0 * stream.Length / 570:0.0000} bpp, {stream.Length} bytes, model {images.Fingerprint[..4]} (d4)", CodedFile.Open(stream).Describe(known));
        Assert.Equal($"joint code, 3 x 9 x 14, {8.0 * bytes.Length / 378:0.0000} bits a voxel, {bytes.Length} bytes, model {volumes.Fingerprint[..4]} (d3)", CodedFile.Open(bytes).Describe(known));
        Assert.Equal($"joint code, {stream.Length} bytes, model {images.Fingerprint[..4]} (not at hand, and without it nobody knows the size)", CodedFile.Open(stream).Describe(unknown));
        Assert.StartsWith($"joint model {volumes.Fingerprint}, d3 for volumes, C of 4-6 with 2 bits for 4 pixels a side, S of 4-6, classes background, myocardium, blood pool, ",
            CodedFile.Open(volumes.ToBytes()).Describe(unknown));
        var map = new LabelMap(volumes, new(1, 1, 4), [0, 2, 2, 0]);
        Assert.Equal("background 50.00 %, myocardium 0.00 %, blood pool 50.00 %", $"{map}");
    }

    [Fact]
    public void Several_classes_are_spread_over_the_grey_levels()
    {
        using var model = Make("d4", classes: Heart);
        new LabelMap(model, new(1, 1, 3), [0, 1, 2]).Write(folder["spread.png"]);
        Assert.Equal([0, 127, 255], ImageFile.Read(folder["spread.png"]).ToGray().Pixels);
    }

    [Fact]
    public void An_uncompressed_model_segments_files_themselves_but_never_over_them()
    {
        using var model = Make("uncompressed");
        using var volumes = Make("uncompressed", 3);
        Assert.Equal(0, Run(SegmentVerb.Make(), folder["data/a.png"], folder["data/b.nii.gz"], "--model", folder["models"], "--out", folder["seen"]));
        Assert.Equal((19, 30), (ImageFile.Read(folder["seen/a.png"]).Rows, ImageFile.Read(folder["seen/a.png"]).Columns));
        Assert.Equal(scan.Shape, NiftiFile.ReadLabels(folder["seen/b.nii.gz"]).Shape);
        foreach (var file in new[] { "data/a.png", "data/b.nii.gz" })
            Assert.Contains("would be replaced by its own label map", Refused(SegmentVerb.Make(), folder[file], "--model", folder["models"], "--out", folder["data"]));
    }

    [Fact]
    public void Every_prefix_is_refused_and_nothing_is_written()
    {
        using var model = Make("d1");
        using var shelf = new ModelShelf([folder["models"]], "cpu");
        var stream = Encode(model);
        for (var length = 1; length < stream.Length; length++)
        {
            var cut = Assert.IsType<JointFile>(CodedFile.Open(stream[..length]));
            Assert.Throws<BitstreamException>(() => cut.Segment(shelf));
            Assert.Throws<BitstreamException>(() => cut.Decode(shelf, folder["seen/a.png"], CancellationToken.None));
            Assert.Throws<BitstreamException>(() => cut.Describe(shelf));
        }
        File.WriteAllBytes(folder["cut.wjc"], stream[..^1]);
        Assert.Contains("cut.wjc: the checksum in the last two bytes is", Refused(SegmentVerb.Make(), folder["cut.wjc"], "--model", folder["models"], "--out", folder["seen"]));
        Assert.False(Directory.Exists(folder["seen"]));
    }

    [Fact]
    public void What_does_not_go_together_is_said()
    {
        using var images = Make("d4");
        using var other = Make("d3", seed: 8);
        using var volumes = Make("d2", 3);
        using var uncompressed = Make("uncompressed");
        using var learned = LearnedSamples.Make("bmshj2018-factorized");
        learned.Save(folder["models/learned.wlm"]);
        File.WriteAllBytes(folder["a.wjc"], Encode(images));
        string Encoded(string file, string model, params string[] more) => Refused(EncodeVerb.Make(), [folder[file], "--model", folder["models/" + model], "--out", folder["sent"], .. more]);
        Assert.Contains("a.png is no volume (.nii, .nii.gz), but this model is for volumes", Encoded("data/a.png", "d2.wjm"));
        Assert.Contains("b.nii.gz is a volume, but this model is for images", Encoded("data/b.nii.gz", "d4.wjm"));
        Assert.Contains("design uncompressed, which compresses nothing", Encoded("data/a.png", "uncompressed.wjm"));
        Assert.Contains("learned.wlm is no model of joint networks", Encoded("data/a.png", "learned.wlm", "--codec", "joint"));
        Assert.Contains("needs --model FILE.wjm", Refused(EncodeVerb.Make(), folder["data/a.png"], "--codec", "joint", "--out", folder["sent"]));
        Assert.Contains($"a.wjc: it was made with model {images.Fingerprint[..4]}..., which is not among those at hand ({other.Fingerprint[..8]} d3.wjm",
            Refused(SegmentVerb.Make(), folder["a.wjc"], "--model", folder["models/d3.wjm"], "--out", folder["seen"]));
        Assert.Contains("a.png: this is no stream of joint networks", Refused(SegmentVerb.Make(), folder["data/a.png"], "--model", folder["models/d3.wjm"], "--out", folder["seen"]));
        Assert.False(Directory.Exists(folder["sent"]) || Directory.Exists(folder["seen"]));
    }

    private JointModel Make(string design, int dimensions = 2, ulong seed = 3, params string[] classes)
    {
        var model = JointSamples.Make(design, dimensions, seed, classes);
        model.Save(folder[$"models/{design}{(File.Exists(folder[$"models/{design}.wjm"]) ? "-too" : "")}.wjm"]);
        return model;
    }

    private byte[] Encode(JointModel model)
    {
        using var image = ImageTensor.Of(photo);
        return model.Codec!.Encode(image);
    }

    private static byte[] Labels(JointModel model, byte[] stream)
    {
        using var scope = NewDisposeScope();
        return LabelMaps.ToBytes(model.Codec!.Segment(stream).Predicted);
    }

    private string[] Names(string below) => [.. Directory.GetFiles(folder[below], "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order()];

    private static string Refused(Command command, params string[] arguments) => Assert.ThrowsAny<Exception>(() => Run(command, arguments)).Message;

    private static int Run(Command command, params string[] arguments) =>
        command.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
