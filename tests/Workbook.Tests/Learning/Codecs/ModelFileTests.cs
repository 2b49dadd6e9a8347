using Workbook.Fuzz.Targets;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Learning.Codecs;

public sealed class ModelFileTests : IDisposable
{
    private readonly LearnedCodec codec = LearnedSamples.Make("bmshj2018-hyperprior");

    public static TheoryData<string> Names => [.. ModelArchitecture.Names];

    public void Dispose() => codec.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_file_gives_the_same_codec(string name)
    {
        using var folder = new TemporaryFolder();
        using var made = LearnedSamples.Make(name);
        made.Save(folder["a.wlm"]);
        using var read = LearnedCodec.Load(folder["a.wlm"], "cpu");
        var stream = made.Encode(LearnedSamples.Image(33, 20, 2));
        Assert.Equal(stream, read.Encode(LearnedSamples.Image(33, 20, 2)));
        Assert.Equal((made.Fingerprint, made.Name), (read.Fingerprint, read.Name));
        Assert.Equal(made.ToBytes(), File.ReadAllBytes(folder["a.wlm"]));
        Assert.Equal(made.Decode(stream).Pixels, read.Decode(stream).Pixels);
    }

    [Fact]
    public void Words_of_the_training_are_kept_and_do_not_change_the_fingerprint()
    {
        using var other = LearnedCodec.Of(codec.Network, 0.5, new Dictionary<string, string> { ["steps"] = "300" }, "cpu");
        using var read = LearnedCodec.FromBytes(other.ToBytes(), "cpu");
        Assert.Equal(("300", 0.5, codec.Fingerprint), (read.Record["steps"], read.Lambda, read.Fingerprint));
        Assert.Throws<ArgumentException>(() => LearnedCodec.Of(codec.Network, 0.5, new Dictionary<string, string> { ["lambda"] = "1" }));
    }

    [Theory]
    [InlineData("workbook.codec", "2", "the model file is of version 2, this program reads version 1")]
    [InlineData("workbook.codec", null, "no model file of a learned codec")]
    [InlineData("architecture", "mbt2018", "there is no model 'mbt2018'")]
    [InlineData("architecture", "mbt2018-mean", "h_s.0.weight is F32 [6, 6, 5, 5] in the file")]
    [InlineData("architecture", "cheng2020-anchor", "N is 6 and M 8")]
    [InlineData("N", "7", "there are 6 medians for 7 channels")]
    [InlineData("N", "6.0", "'N' in the metadata is missing or no whole number")]
    [InlineData("M", "4096", "bmshj2018-hyperprior N=6 M=4096 was told, but there are")]
    [InlineData("lambda", "NaN", "'lambda' in the metadata is missing or no number from 0 on")]
    public void Words_that_do_not_fit_are_refused(string key, string? value, string message)
    {
        var file = TensorFile.FromBytes(codec.ToBytes());
        var words = file.Metadata.Where(pair => pair.Key != key).ToDictionary();
        if (value is not null)
            words[key] = value;
        Assert.Contains(message, Refused(file.Tensors, words));
    }

    [Theory]
    [InlineData("tables.medians")]
    [InlineData("tables.bottleneck")]
    [InlineData("tables.scales")]
    [InlineData("g_s.6.bias")]
    public void A_tensor_that_is_missing_of_another_length_or_surplus_is_refused(string name)
    {
        var file = TensorFile.FromBytes(codec.ToBytes());
        var (others, tensor) = (file.Tensors.Where(t => t.Name != name).ToArray(), file.Find(name)!);
        Assert.Contains(name, Refused(others, file.Metadata));
        var size = (int)(tensor.Data.Length / tensor.Shape[0]);
        var shorter = new StoredTensor(name, tensor.Type, [tensor.Shape[0] - 1], tensor.Data[..^size]);
        Refused([.. others, shorter], file.Metadata);
        Assert.Contains("has no place for 1 tensor: more", Refused([.. file.Tensors, new StoredTensor("more", TensorType.F32, [1], new byte[4])], file.Metadata));
    }

    [Fact]
    public void Weights_that_are_no_numbers_or_too_large_for_exact_sums_are_refused()
    {
        Assert.Contains("tensor 'g_s.6.bias' holds NaN", RefusedWith("g_s.6.bias", float.NaN));
        Assert.Contains("holds Infinity", RefusedWith("h_a.0.bias", float.PositiveInfinity));
        Assert.Contains("2^53", RefusedWith("h_s.0.bias", 1e30f));
    }

    [Fact]
    public void Kernels_take_half_the_room_and_the_codec_computes_with_the_rounded_ones()
    {
        using var network = new ModelArchitecture("mbt2018-mean", 6, 8).Create(seed: 3);
        using var made = LearnedCodec.Of(network, device: "cpu");
        var (full, kept) = (TensorFile.Of(network), TensorFile.FromBytes(made.ToBytes()));
        foreach (var tensor in full.Tensors)
            Assert.Equal(tensor.Shape.Count == 4 ? TensorType.F16 : TensorType.F32, kept.Find(tensor.Name)!.Type);
        using var one = network.state_dict()["g_s.0.weight"];
        using var rounded = one.to(TorchSharp.torch.ScalarType.Float16).to(TorchSharp.torch.ScalarType.Float32);
        using var used = made.Network.state_dict()["g_s.0.weight"];
        Assert.Equal(rounded.bytes.ToArray(), used.bytes.ToArray());
    }

    [Fact]
    public void Tables_of_other_values_make_another_fingerprint()
    {
        var file = TensorFile.FromBytes(codec.ToBytes());
        var medians = file.Find("tables.medians")!;
        var changed = medians.Data.ToArray();
        changed[0] ^= 1;
        using var other = LearnedCodec.FromBytes(Bytes(file.Tensors.Where(t => t != medians).Append(new(medians.Name, medians.Type, [.. medians.Shape], changed)), file.Metadata), "cpu");
        Assert.NotEqual(codec.Fingerprint, other.Fingerprint);
        changed[3] = 0x7F;
        Assert.Contains("beyond 33554432", Refused(file.Tensors.Where(t => t != medians).Append(new(medians.Name, medians.Type, [.. medians.Shape], changed)), file.Metadata));
    }

    private string RefusedWith(string name, float value)
    {
        var file = TensorFile.FromBytes(codec.ToBytes());
        var (tensor, data) = (file.Find(name)!, file.Find(name)!.Data.ToArray());
        BitConverter.TryWriteBytes(data, value);
        return Refused(file.Tensors.Where(t => t != tensor).Append(new(name, tensor.Type, [.. tensor.Shape], data)), file.Metadata);
    }

    private static string Refused(IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string> words)
        => Assert.Throws<TensorFileException>(() => LearnedCodec.FromBytes(Bytes(tensors, words), "cpu")).Message;

    private static byte[] Bytes(IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string> words) => new TensorFile(tensors, words).ToBytes();
}
