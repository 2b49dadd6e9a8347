using System.CommandLine;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Tests.Codecs.Magic;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Host.Magic;

public class MagicVerbTests
{
    [Fact]
    public void Folders_are_encoded_and_decoded_file_by_file()
    {
        using var folder = Prepared(("a.png", 1), ("deep/b.png", 2));
        Assert.Equal(0, Run("encode", folder["k.mgk"], folder["photos"], "--out", folder["small"], "--target-bytes", "400"));
        Assert.Equal(0, Run("decode", folder["k.mgk"], folder["small"], "--out", folder["seen"]));
        var codec = new MagicCodec(Sample.Knowledge, new MagicOptions { TargetBytes = 400 });
        foreach (var name in new[] { "a", "deep/b" })
        {
            var stream = codec.Encode(ImageFile.Read(folder[$"photos/{name}.png"]));
            Assert.Equal(stream, File.ReadAllBytes(folder[$"small/{name}.mgc"]));
            Assert.Equal(codec.Decode(stream).Pixels, ImageFile.Read(folder[$"seen/{name}.png"]).Pixels);
        }
    }

    [Fact]
    public void Frames_become_a_video_and_a_folder_of_the_videos_name()
    {
        using var folder = Prepared(("0.png", 1), ("1.png", 2));
        Assert.Equal(0, Run("encode", folder["k.mgk"], folder["photos"], "--out", folder["films/wall.mgv"], "--video"));
        Assert.Equal(0, Run("decode", folder["k.mgk"], folder["films"], "--out", folder["seen"]));
        Assert.Equal(["00000.png", "00001.png"], Directory.GetFiles(folder["seen/wall"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void An_image_that_cannot_be_coded_fails_with_its_own_reason()
    {
        using var folder = Prepared(("a.png", 1), ("b.png", 2));
        Assert.Contains("smallest stream", Assert.Throws<ArgumentException>(
            () => Run("encode", folder["k.mgk"], folder["photos"], "--out", folder["small"], "--target-bytes", "5")).Message);
    }

    [Fact]
    public void Two_images_that_would_become_one_stream_are_refused_by_name()
    {
        using var folder = Prepared(("a.png", 1), ("a.bmp", 2));
        var refused = Assert.Throws<ArgumentException>(() => Run("encode", folder["k.mgk"], folder["photos"], "--out", folder["small"]));
        Assert.Contains("a.bmp", refused.Message);
        Assert.Contains("a.png", refused.Message);
    }

    private static TemporaryFolder Prepared(params (string Name, ulong Seed)[] images)
    {
        var folder = new TemporaryFolder();
        Sample.Knowledge.Save(folder["k.mgk"]);
        foreach (var (name, seed) in images)
            ImageFile.Write(folder[$"photos/{name}"], Sample.Image(96, 96, seed));
        return folder;
    }

    private static int Run(params string[] arguments) =>
        MagicVerb.Make().Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
