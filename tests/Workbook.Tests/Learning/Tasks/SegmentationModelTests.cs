using System.Text;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;
using Workbook.Learning.Tasks;
using Workbook.Tests.Imaging;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Tasks;

public sealed class SegmentationModelTests
{
    private static readonly ErfNetSizes Tiny = new() { Widths = [4, 6, 8], Blocks = 1, Dilations = [2], DecoderBlocks = 0 };

    [Fact]
    public void A_file_gives_the_same_network_with_its_statistics()
    {
        using var folder = new TemporaryFolder();
        using var model = Make();
        model.Save(folder["a.wsm"]);
        using var back = SegmentationModel.Load(folder["a.wsm"], "cpu");
        Assert.Equal((model.Fingerprint, "polyp", "here"), (back.Fingerprint, back.Classes[1], back.Record["made"]));
        Assert.Equal(model.ToBytes(), back.ToBytes());
        using var scope = NewDisposeScope();
        var image = new StepRandom(2).Uniform([1, 3, 16, 16], 0, 0, "image");
        Assert.Equal(model.Network.call(image).data<float>().ToArray(), back.Network.call(image).data<float>().ToArray());
        Assert.NotEqual(0, back.Network.state_dict().First(pair => pair.Key.EndsWith("running_mean", StringComparison.Ordinal)).Value.abs().sum().item<float>());
        using var other = new ErfNet(Tiny, seed: 9);
        back.CopyTo(other);
        Assert.Equal(TensorFile.Of(model.Network).Fingerprint, TensorFile.Of(other).Fingerprint);
    }

    [Theory]
    [InlineData("sizes", "{ \"breadth\": 3 }", "there is no 'breadth'")]
    [InlineData("sizes", "{ \"widths\": [4, 2000, 2048] }", "bytes of weights, but there are")]
    [InlineData("sizes", "{ \"widths\": [4, 6, 99999] }", "up to 2048")]
    [InlineData("sizes", "{ \"classes\": 3, \"widths\": [4, 6, 8] }", "2 classes for 3 channels")]
    [InlineData("classes", "[\"one\"]", "1 classes")]
    [InlineData("classes", "7", "model file: ")]
    [InlineData("workbook.segmentation", "2", "version 2")]
    public void Words_that_lie_are_refused_before_a_network_is_made(string key, string value, string message)
    {
        using var model = Make();
        var file = TensorFile.FromBytes(model.ToBytes());
        var other = new TensorFile(file.Tensors, file.Metadata.Select(word => word.Key == key ? new(key, value) : word).ToDictionary());
        Assert.Contains(message, Assert.Throws<TensorFileException>(() => SegmentationModel.FromBytes(other.ToBytes(), "cpu")).Message);
    }

    [Theory]
    [InlineData("decoder.0.1.running_var", -1f)]
    [InlineData("decoder.0.1.running_var", float.NaN)]
    [InlineData("decoder.0.0.bias", float.PositiveInfinity)]
    public void Numbers_that_no_training_gives_are_refused(string name, float value)
    {
        using var model = Make();
        var file = TensorFile.FromBytes(model.ToBytes());
        var other = new TensorFile(file.Tensors.Select(tensor => tensor.Name != name ? tensor
            : new StoredTensor(name, tensor.Type, [.. tensor.Shape], (byte[])[.. BitConverter.GetBytes(value), .. tensor.Data.ToArray()[4..]])), file.Metadata);
        Assert.Contains($"tensor '{name}' holds {value}", Assert.Throws<TensorFileException>(() => SegmentationModel.FromBytes(other.ToBytes(), "cpu")).Message);
    }

    /// <remarks>Every length of the header, and of the numbers each 61st.</remarks>
    [Fact]
    public void Prefixes_and_flipped_bits_are_refused()
    {
        using var model = Make();
        var bytes = model.ToBytes();
        var header = Encoding.UTF8.GetString(bytes).IndexOf("}}", StringComparison.Ordinal);
        for (var length = 0; length < bytes.Length; length += length < header ? 1 : 61)
            Assert.Throws<TensorFileException>(() => SegmentationModel.FromBytes(bytes[..length], "cpu"));
        var random = new SeededRandom(3);
        for (var i = 0; i < 200; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                SegmentationModel.FromBytes(damaged, "cpu").Dispose();
            }
            catch (TensorFileException)
            {
            }
        }
    }

    [Fact]
    public void Classes_and_words_that_do_not_fit_are_refused_when_a_model_is_made()
    {
        using var network = new ErfNet(Tiny);
        Assert.Contains("3 classes for 1 channels", Assert.Throws<ArgumentException>(() => SegmentationModel.Of(network, ["a", "b", "c"])).Message);
        Assert.Contains("the record has 'sizes'", Assert.Throws<ArgumentException>(() => SegmentationModel.Of(network, ["a", "b"], new Dictionary<string, string> { ["sizes"] = "" })).Message);
    }

    private static SegmentationModel Make()
    {
        using var network = new ErfNet(Tiny, seed: 5);
        using (var scope = NewDisposeScope())
            network.call(new StepRandom(1).Uniform([2, 3, 16, 16], 0, 0, "image")); // one batch of statistics
        return SegmentationModel.Of(network, ["background", "polyp"], new Dictionary<string, string> { ["made"] = "here" }, "cpu");
    }
}
