using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Codecs;

public sealed class JointModelTests
{
    private static readonly JointSizes Tiny = JointSizes.Small(2, 1) with
    {
        Compression = new() { Widths = [4, 8], Blocks = 1, CodeChannels = 2 },
        Segmentation = new() { Widths = [4, 8] },
    };

    [Theory]
    [InlineData("d4")]
    [InlineData("d3")]
    [InlineData("uncompressed")]
    public void A_file_gives_the_same_model(string word)
    {
        using var model = Make(word);
        using var back = JointModel.FromBytes(model.ToBytes(), "cpu");
        Assert.Equal((model.Fingerprint, word, "lesion"), (back.Fingerprint, back.Design.Name, back.Classes[1]));
        Assert.Equal(model.ToBytes(), back.ToBytes());
        using var scope = NewDisposeScope();
        var image = rand([1, 3, 13, 21]);
        if (model.Codec is not { } codec)
            return;
        Assert.Equal(model.Fingerprint, codec.Fingerprint, ignoreCase: true);
        float[] Seen(JointCodec cloud) => cloud.Segment(codec.Encode(image)).Predicted.data<float>().ToArray();
        Assert.Equal(Seen(codec), Seen(back.Codec!));
    }

    [Theory]
    [InlineData("design", "d9", "there is no design 'd9'")]
    [InlineData("sizes", "{ \"breadth\": 3 }", "there is no 'breadth'")]
    [InlineData("sizes", "{ \"compression\": { \"widths\": [2048, 2048] } }", "bytes of weights, but there are")]
    [InlineData("sizes", "{ \"compression\": { \"widths\": [99999] } }", "widths up to 2048")]
    [InlineData("classes", "[\"one\"]", "1 classes")]
    [InlineData("workbook.joint", "2", "version 2")]
    public void Words_that_lie_are_refused_before_networks_are_made(string key, string value, string message)
    {
        using var model = Make("d4");
        var file = TensorFile.FromBytes(model.ToBytes());
        var other = new TensorFile(file.Tensors, file.Metadata.Select(word => word.Key == key ? new(key, value) : word).ToDictionary());
        Assert.Contains(message, Assert.Throws<TensorFileException>(() => JointModel.FromBytes(other.ToBytes(), "cpu")).Message);
    }

    [Fact]
    public void Every_prefix_and_flipped_bit_is_refused_or_harmless()
    {
        using var model = Make("d4");
        var bytes = model.ToBytes();
        var random = new Workbook.Codecs.SeededRandom(3);
        for (var i = 0; i < 300; i++)
        {
            var damaged = i % 2 == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
            if (i % 2 == 1)
                damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                JointModel.FromBytes(damaged, "cpu").Dispose();
            }
            catch (TensorFileException)
            {
            }
        }
    }

    private static JointModel Make(string word)
    {
        var design = JointDesigns.Find(word);
        using var networks = Tiny.Make(design, 5);
        using var scope = NewDisposeScope();
        var counts = design.Compresses ? JointCodec.Count(networks, [rand([1, 3, 16, 16])]) : [];
        return JointModel.Of(design, Tiny, networks, counts, ["background", "lesion"], new Dictionary<string, string> { ["recipe"] = "{}" }, "cpu");
    }
}
