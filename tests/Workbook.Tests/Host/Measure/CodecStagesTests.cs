using Workbook.Host.Verbs.Measure;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;

namespace Workbook.Tests.Host.Measure;

public class CodecStagesTests
{
    [Theory]
    [InlineData("bmshj2018-factorized")]
    [InlineData("mbt2018-mean")]
    [InlineData("cheng2020-anchor")]
    public void What_is_timed_part_by_part_is_what_the_codec_does(string name)
    {
        using var network = new ModelArchitecture(name, 6, 6).Create(seed: 1);
        using var codec = LearnedCodec.Of(network, device: "cpu");
        using var stages = new CodecStages(codec);
        var image = CrackScenes.Make(1, seed: 1, new SceneOptions { Rows = 70, Columns = 131 }).Image;
        var (stream, payload) = (codec.Encode(image), stages.Encode(image).Payload);
        Assert.InRange(stream.AsSpan().IndexOf(payload), 1, stream.Length);
        var (decoded, times) = stages.Decode(payload, (70, 131));
        Assert.True(decoded.Pixels.AsSpan().SequenceEqual(codec.Decode(stream).Pixels));
        Assert.True(times is { Networks: > 0, Integers: > 0, Range: > 0 });
        var oneByOne = stages.Encode(image, oneByOne: true).Payload;
        Assert.True(stages.Decode(oneByOne, (70, 131), oneByOne: true).Image.Pixels.AsSpan().SequenceEqual(decoded.Pixels));
    }
}
