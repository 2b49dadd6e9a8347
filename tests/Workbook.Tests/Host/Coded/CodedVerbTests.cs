using System.CommandLine;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Codecs.Triangulation;
using Workbook.Fuzz.Targets;
using Workbook.Host.Verbs.Coded;
using Workbook.Imaging.Files;
using Workbook.Imaging.Standard;
using Workbook.Learning.Codecs;
using Workbook.Tests.Codecs.Magic;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Host.Coded;

public sealed class CodedVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LearnedCodec mean = LearnedSamples.Make("mbt2018-mean"), factorized = LearnedSamples.Make("bmshj2018-factorized");

    public CodedVerbTests()
    {
        mean.Save(folder["models/mean.wlm"]);
        factorized.Save(folder["models/deep/factorized.wlm"]);
        Sample.Knowledge.Save(folder["models/k.mgk"]);
        ImageFile.Write(folder["photos/a.png"], Sample.Image(40, 70, 1));
        ImageFile.Write(folder["photos/deep/b.png"], Sample.Image(64, 64, 2));
    }

    public void Dispose()
    {
        mean.Dispose();
        factorized.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Streams_of_all_codecs_are_decoded_with_the_models_they_name()
    {
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos"], "--model", folder["models/mean.wlm"], "--out", folder["small/mean"], "--device", "cpu"));
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos/a.png"], "--model", folder["models/deep/factorized.wlm"], "--out", folder["small/factorized"]));
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos"], "--knowledge", folder["models/k.mgk"], "--out", folder["small/magic"]));
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos"], "--codec", "webp:30", "--out", folder["small/webp"]));
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos/a.png"], "--codec", "tri:90", "--out", folder["small/tri"]));
        Assert.Equal(0, Run(DecodeVerb.Make(), folder["small"], "--model", folder["models"], "--out", folder["seen"]));
        Same("tri/a" + TriangulationCodec.StreamEnding, new TriangulationCodec().Decode);
        Same("mean/a.wlc", mean.Decode);
        Same("mean/deep/b.wlc", mean.Decode);
        Same("factorized/a.wlc", factorized.Decode);
        Same("magic/deep/b.mgc", new MagicCodec(Sample.Knowledge).Decode);
        Same("webp/a.webp", new WebP(30).Decode);
        Assert.Equal(8, Directory.GetFiles(folder["seen"], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Hevc_pictures_are_encoded_told_and_decoded()
    {
        Assert.SkipUnless(Hevc.IsAvailable, Hevc.WhyMissing ?? "");
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos/a.png"], "--codec", "hevc444:30", "--out", folder["small/h"]));
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos/a.png"], "--codec", "bpg:30", "--out", folder["small/b"]));
        Assert.Equal(0, Run(DecodeVerb.Make(), folder["small"], "--out", folder["seen"]));
        Same("h/a" + Hevc.StreamEnding, new Hevc(0).Decode);
        Same("b/a" + Bpg.StreamEnding, new Bpg(0).Decode);
        using var shelf = new ModelShelf([], "cpu");
        Assert.StartsWith("HEVC intra, 40 x 70", CodedFile.Open(File.ReadAllBytes(folder["small/h/a" + Hevc.StreamEnding])).Describe(shelf));
    }

    [Fact]
    public void Every_kind_of_file_is_told_by_its_first_bytes()
    {
        using var shelf = new ModelShelf([folder["models"]], "cpu");
        string Describe(byte[] bytes) => CodedFile.Open(bytes).Describe(shelf);
        var image = Sample.Image(40, 70, 1);
        var stream = mean.Encode(image);
        Assert.Equal($"learned codec, 40 x 70, {8.0 * stream.Length / 2800:0.0000} bpp, {stream.Length} bytes, model {mean.Fingerprint[..4]} ({mean.Name})", Describe(stream));
        Assert.StartsWith($"model {mean.Fingerprint}, {mean.Name}", Describe(mean.ToBytes()));
        Assert.StartsWith("MAGIC knowledge", Describe(Sample.Knowledge.ToBytes()));
        Assert.StartsWith("10 tensors", Describe(File.ReadAllBytes(Path.Combine(Repository.Root, "data/golden/pytorch.safetensors"))));
        foreach (var profile in Enum.GetValues<MagicProfile>())
            Assert.StartsWith($"MAGIC {profile.ToString().ToLowerInvariant()} version 0", Describe(new MagicCodec(Sample.Knowledge, new MagicOptions { Profile = profile }).Encode(image)));
        Assert.StartsWith("MAGIC video, ", Describe(File.ReadAllBytes(Path.Combine(Repository.Root, "data/golden/light.mgv"))));
        Assert.StartsWith("PNG, 40 x 70, ", Describe(File.ReadAllBytes(folder["photos/a.png"])));
        foreach (var (word, kind) in new[] { ("jpeg:50", "JPEG"), ("webp:50", "WebP"), ("avif:50", "AVIF"), ("jxl:50", "JPEG XL"), ("jp2:20", "JPEG 2000"), ("hevc:30", "HEVC intra"), ("bpg:30", "BPG"), ("bpg444:30", "BPG"), ("tri:90", "triangulation"), ("deepn:2:" + folder["photos"], "JPEG") })
            if (Hevc.IsAvailable || !(word.StartsWith("hevc", StringComparison.Ordinal) || word.StartsWith("bpg", StringComparison.Ordinal)))
            {
                using var named = NamedCodec.Find(null, word, "cpu");
                Assert.StartsWith($"{kind}, 40 x 70, ", Describe(named.Encode(folder["photos/a.png"]).Stream));
            }
    }

    [Fact]
    public void A_model_that_is_not_at_hand_is_named_beside_those_that_are()
    {
        Directory.CreateDirectory(folder["small"]);
        File.WriteAllBytes(folder["small/a.wlc"], mean.Encode(Sample.Image(8, 8, 1)));
        var message = Assert.Throws<BitstreamException>(() => Run(DecodeVerb.Make(), folder["small"], "--model", folder["models/deep"], "--out", folder["seen"])).Message;
        Assert.Contains($"a.wlc: it was made with model {mean.Fingerprint[..4]}..., which is not among those at hand (", message);
        Assert.Contains($"{factorized.Fingerprint[..8]} factorized.wlm", message);
        Assert.Equal(0, Run(InspectVerb.Make(), folder["small"]));
    }

    [Fact]
    public void One_file_goes_to_the_image_that_is_named()
    {
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos/a.png"], "--model", folder["models/mean.wlm"], "--out", folder["a.wlc"]));
        Assert.Equal(0, Run(DecodeVerb.Make(), folder["a.wlc"], "--model", folder["models"], "--out", folder["seen/a.bmp"]));
        Assert.Equal(mean.Decode(File.ReadAllBytes(folder["a.wlc"])).Pixels, ImageFile.Read(folder["seen/a.bmp"]).Pixels);
        Assert.Equal(0, Run(DecodeVerb.Make(), Path.Combine(Repository.Root, "data/golden/light.mgv"), "--model", Path.Combine(Repository.Root, "data/golden"), "--out", folder["seen"]));
        Assert.Equal(["00000.png", "00001.png", "00002.png", "00003.png"], Directory.GetFiles(folder["seen/light"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Models_that_are_shipped_are_found_without_being_named()
    {
        using var shelf = new ModelShelf([], "cpu", shipped: folder["models"]);
        CodedFile.Open(mean.Encode(Sample.Image(8, 8, 1))).Decode(shelf, folder["a.png"], CancellationToken.None);
        Assert.Equal((8, 8), (ImageFile.Read(folder["a.png"]).Rows, ImageFile.Read(folder["a.png"]).Columns));
        using var none = new ModelShelf([], "cpu", shipped: folder["nowhere"]);
        Assert.Contains("(none); give its file or folder as --model", Assert.Throws<ModelMissingException>(
            () => CodedFile.Open(mean.Encode(Sample.Image(8, 8, 1))).Decode(none, folder["b.png"], CancellationToken.None)).Message);
    }

    [Theory]
    [InlineData("hello, world: these are words", "this is no image file and no stream of the workbook's codecs")]
    [InlineData("", "the stream is empty")]
    [InlineData("P5 20 20 255\n", "image of 13 bytes")]
    public void What_is_no_stream_is_refused_with_its_name(string content, string message)
    {
        File.WriteAllText(folder["words.bin"], content);
        var refused = Assert.Throws<BitstreamException>(() => Run(DecodeVerb.Make(), folder["words.bin"], "--out", folder["seen"])).Message;
        Assert.Contains("words.bin: ", refused);
        Assert.Contains(message, refused);
    }

    [Fact]
    public void Damage_is_named_with_its_file_and_inspect_goes_on_behind_it()
    {
        Directory.CreateDirectory(folder["small"]);
        File.WriteAllBytes(folder["small/a.wlc"], mean.Encode(Sample.Image(8, 8, 1))[..^1]);
        File.WriteAllBytes(folder["small/b.wlc"], [0xE8, 1]);
        Assert.Contains("a.wlc: the checksum", Assert.Throws<BitstreamException>(
            () => Run(DecodeVerb.Make(), folder["small"], "--model", folder["models"], "--out", folder["seen"])).Message);
        Assert.Equal(1, Run(InspectVerb.Make(), folder["small"]));
    }

    [Theory]
    [InlineData("--codec", "gif:3")]
    [InlineData("--codec", "webp")]
    [InlineData("--device", "cpu")]
    public void A_codec_that_is_unknown_or_not_given_is_refused(string option, string value) => Assert.Contains("jpeg:QUALITY",
        Assert.Throws<ArgumentException>(() => Run(EncodeVerb.Make(), folder["photos"], "--out", folder["small"], option, value)).Message);

    private void Same(string stream, ReadStream decode) => Assert.Equal(decode(File.ReadAllBytes(folder["small/" + stream])).Pixels,
        ImageFile.Read(folder["seen/" + Path.ChangeExtension(stream, ".png")]).Pixels);

    private delegate RgbImage ReadStream(ReadOnlySpan<byte> bytes);

    private static int Run(Command command, params string[] arguments) =>
        command.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
