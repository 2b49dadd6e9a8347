using Workbook.Learning.Detection;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Detection;

public sealed class DetectionModelTests
{
    private static readonly FasterRcnnSizes Tiny = new() { Classes = 2, Widths = [2, 4], MapChannels = 4, HeadWidth = 4, RegionCells = 2, AnchorSizes = [8], Proposals = 5 };

    [Fact]
    public void A_file_gives_the_same_detector()
    {
        using var model = Make();
        using var back = DetectionModel.FromBytes(model.ToBytes(), "cpu");
        Assert.Equal((model.Fingerprint, "right", "{}"), (back.Fingerprint, back.Classes[1], back.Record["recipe"]));
        Assert.Equal(model.ToBytes(), back.ToBytes());
        using var images = linspace(0, 1, 2 * 3 * 16 * 20).reshape(2, 3, 16, 20);
        DetectionSelection any = new(0, 0.5, 100);
        Assert.Equal(model.Network.Detect(images, any), back.Network.Detect(images, any));
        Assert.NotEmpty(back.Network.Detect(images, any)[0]);
        using var other = new FasterRcnn(Tiny, 6);
        back.CopyTo(other);
        Assert.Equal(model.Fingerprint, TensorFile.Of(other).Fingerprint);
    }

    [Theory]
    [InlineData("sizes", "{ \"breadth\": 3 }", "there is no 'breadth'")]
    [InlineData("sizes", "{ \"classes\": 2, \"mapChannels\": 2048 }", "bytes of weights, but there are")]
    [InlineData("sizes", "{ \"classes\": 2, \"widths\": [99999, 2] }", "1 to 2048")]
    [InlineData("sizes", "{ \"classes\": 2, \"anchorSizes\": [0] }", "AnchorSizes is [0]")]
    [InlineData("classes", "[\"one\"]", "names of 1 classes, but the network knows 2")]
    [InlineData("workbook.detector", "2", "version 2")]
    public void Words_that_lie_are_refused_before_a_network_is_made(string key, string value, string message)
    {
        using var model = Make();
        var file = TensorFile.FromBytes(model.ToBytes());
        var other = new TensorFile(file.Tensors, file.Metadata.Select(word => word.Key == key ? new(key, value) : word).ToDictionary());
        Assert.Contains(message, Assert.Throws<TensorFileException>(() => DetectionModel.FromBytes(other.ToBytes(), "cpu")).Message);
    }

    [Fact]
    public void Weights_that_are_no_numbers_and_foreign_files_are_refused()
    {
        using var network = new FasterRcnn(Tiny);
        using (no_grad())
            network.parameters().First().fill_(double.NaN);
        Assert.Contains("holds NaN", Assert.Throws<ArgumentException>(() => DetectionModel.Of(network, ["left", "right"], device: "cpu")).Message);
        Assert.Contains("names of 1 classes", Assert.Throws<ArgumentException>(() => DetectionModel.Of(network, ["left"], device: "cpu")).Message);
        Assert.Contains("no 'workbook.detector'", Assert.Throws<TensorFileException>(() => DetectionModel.FromBytes(TensorFile.Of(network).ToBytes(), "cpu")).Message);
    }

    [Fact]
    public void Every_prefix_is_refused_and_every_flipped_bit_is_refused_or_harmless()
    {
        using var model = Make();
        var bytes = model.ToBytes();
        var random = new Workbook.Codecs.SeededRandom(3);
        for (var i = 0; i < 150; i++)
        {
            Assert.Throws<TensorFileException>(() => DetectionModel.FromBytes(bytes[..random.Next(bytes.Length)], "cpu"));
            byte[] damaged = [.. bytes];
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                DetectionModel.FromBytes(damaged, "cpu").Dispose();
            }
            catch (TensorFileException)
            {
            }
        }
    }

    private static DetectionModel Make()
    {
        using var network = new FasterRcnn(Tiny, 5);
        return DetectionModel.Of(network, ["left", "right"], new Dictionary<string, string> { ["recipe"] = "{}" }, "cpu");
    }
}
