using System.CommandLine;
using Workbook.Codecs;
using Workbook.Fuzz.Targets;
using Workbook.Host.Verbs.Coded;
using Workbook.Host.Verbs.Train;
using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;
using Workbook.Results.Records;
using Workbook.Tests.Codecs.Magic;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Host.Coded;

public sealed class RecurrentVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RecurrentCodec codec = RecurrentSamples.Make();

    public RecurrentVerbTests()
    {
        ImageFile.Write(folder["photos/a.png"], Sample.Image(19, 30, 1));
        codec.Save(folder["models/small.wrm"]);
    }

    public void Dispose()
    {
        codec.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void One_model_codes_at_the_rate_that_is_asked_for_and_decode_finds_it()
    {
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos"], "--model", folder["models/small.wrm"], "--device", "cpu", "--out", folder["all"]));
        Assert.Equal(0, Run(EncodeVerb.Make(), folder["photos"], "--model", folder["models/small.wrm"], "--codec", "recurrent:1", "--device", "cpu", "--out", folder["once"]));
        Assert.Equal(3, RecurrentCodec.Inspect(File.ReadAllBytes(folder["all/a.wrc"])).Iterations);
        Assert.Equal(0, Run(DecodeVerb.Make(), folder["once"], "--model", folder["models"], "--device", "cpu", "--out", folder["seen"]));
        codec.Iterations = 1;
        Assert.Equal(codec.Decode(codec.Encode(Sample.Image(19, 30, 1))).Pixels, ImageFile.Read(folder["seen/a.png"]).Pixels);
    }

    [Fact]
    public void Streams_and_models_tell_what_they_are()
    {
        var stream = codec.Encode(Sample.Image(19, 30, 1));
        using var known = new ModelShelf([folder["models"]], "cpu");
        using var unknown = new ModelShelf([], "cpu", shipped: folder["nowhere"]);
        var words = $"recurrent codec, 19 x 30, {8.0 * stream.Length / 570:0.0000} bpp, {stream.Length} bytes, 3 iterations, model {codec.Fingerprint[..4]}";
        Assert.Equal($"{words} (at hand)", CodedFile.Open(stream).Describe(known));
        Assert.Equal($"{words} (not at hand)", CodedFile.Open(stream).Describe(unknown));
        Assert.StartsWith($"model {codec.Fingerprint}, recurrent, 1 to 3 iterations of 4 bits for 16 x 16 pixels, ", CodedFile.Open(codec.ToBytes()).Describe(unknown));
    }

    [Fact]
    public void What_does_not_go_together_is_said()
    {
        using var joint = JointSamples.Make("d4");
        joint.Save(folder["joint.wjm"]);
        string Encoded(params string[] more) => Assert.ThrowsAny<Exception>(() => Run(EncodeVerb.Make(), [folder["photos"], "--device", "cpu", "--out", folder["sent"], .. more])).Message;
        Assert.Contains("needs --model FILE.wrm, which ./workbook train recurrent makes", Encoded("--codec", "recurrent:2"));
        Assert.Contains("joint.wjm is another model", Encoded("--codec", "recurrent:2", "--model", folder["joint.wjm"]));
        Assert.Contains("iterations is 4; this model was trained for 1 to 3", Encoded("--codec", "recurrent:4", "--model", folder["models/small.wrm"]));
        Assert.Contains("expected recurrent:ITERATIONS", Encoded("--codec", "recurrent:much", "--model", folder["models/small.wrm"]));
        Assert.False(Directory.Exists(folder["sent"]));
    }

    [Fact]
    public void Train_makes_a_model_and_a_record_with_all_rates_and_the_model_stands_for_its_recipe()
    {
        var recipe = new RecurrentRecipe
        {
            Sizes = new() { EncoderWidths = [4, 4, 4, 4], DecoderWidths = [4, 4, 4, 4], Bits = 4 },
            Iterations = 2,
            ImageCount = 2,
            HeldOut = 1,
            Training = new() { Steps = 2, BatchSize = 1, CropSize = 16, Device = "cpu", Threads = 1 },
        };
        File.WriteAllText(folder["tiny.json"], recipe.ToJson());
        Assert.Equal(0, Run(RecurrentVerb.Make(), folder["tiny.json"], "--out", folder["out"]));
        var record = ResultFile.Load(folder["out/run.json"]);
        Assert.Equal(("train-tiny", "2"), (record.Name, record.Parameters["iterations"]));
        Assert.True(record.Metrics["bpp of 2"] >= record.Metrics["bpp of 1"] && record.Metrics["PSNR of 2"] > 0);
        using var trained = RecurrentCodec.Load(folder["out/model.wrm"], "cpu");
        Assert.Equal(recipe.ToJson(), trained.Record["recipe"]);
        Assert.Equal(0, Run(RecurrentVerb.Make(), folder["out/model.wrm"], "--resume", "--steps", "3", "--out", folder["out"]));
        Assert.Equal(3, ResultFile.Load(folder["out/run.json"]).Metrics["steps"]);
    }

    private static int Run(Command command, params string[] arguments) =>
        command.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
