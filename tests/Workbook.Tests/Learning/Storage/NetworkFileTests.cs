using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Storage;
using Workbook.Tests.Imaging;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Storage;

public class NetworkFileTests
{
    public static TheoryData<TensorType> Types => [.. Enum.GetValues<TensorType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_comes_back_bit_by_bit(TensorType type)
    {
        using var scope = NewDisposeScope();
        foreach (var shape in new long[][] { [], [2, 3, 5], [4, 0, 2], [0] })
        {
            var bytes = new byte[TensorLayout.ByteCount(type, shape)];
            new Random(1).NextBytes(bytes); // among the floats are numbers that are none, with payloads
            for (var i = 0; type == TensorType.BOOL && i < bytes.Length; i++)
                bytes[i] &= 1;
            var file = TensorFile.FromBytes(new TensorFile([new("x", type, shape, bytes)]).ToBytes());
            var live = LiveTensor.Restore(file.Find("x")!).zero_();
            file.CopyTo(new Dictionary<string, Tensor> { ["x"] = live });
            Assert.Equal(bytes, TensorFile.Of(new Dictionary<string, Tensor> { ["x"] = live }).Find("x")!.Data.ToArray());
        }
    }

    [Fact]
    public void A_network_in_another_memory_layout_gets_the_same_weights_in_place()
    {
        using var folder = new TemporaryFolder();
        using var source = Network();
        using var target = Network();
        var weight = (Parameter)target.state_dict()["0.weight"];
        using (no_grad())
            weight.set_(weight.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        var strides = weight.stride();
        TensorFile.Of(source, new Dictionary<string, string> { ["N"] = "4" }).Save(folder["a.safetensors"]);
        var file = TensorFile.Load(folder["a.safetensors"]);
        file.CopyTo(target);
        Assert.Equal(file.Fingerprint, TensorFile.Of(target).Fingerprint);
        Assert.Equal(strides, weight.stride());
        Assert.True(weight.requires_grad);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"], target.state_dict().Keys);
    }

    [Fact]
    public void A_network_that_does_not_fit_stays_as_it_is_and_is_told_all_that_differs()
    {
        using var network = Network();
        var before = TensorFile.Of(network);
        var changed = before.Tensors.Where(tensor => tensor.Name != "1.bias").Select(tensor => tensor.Name switch
        {
            "0.weight" => new StoredTensor(tensor.Name, tensor.Type, [3, 4, 3, 3], tensor.Data),
            "1.num_batches_tracked" => new(tensor.Name, TensorType.F64, [], tensor.Data),
            _ => new(tensor.Name, tensor.Type, [.. tensor.Shape], new byte[tensor.Data.Length]),
        }).Append(new("2.weight", TensorType.U8, [1], new byte[1]));
        var e = Assert.Throws<TensorFileException>(() => new TensorFile(changed).CopyTo(network));
        Assert.Contains("the file lacks 1 tensor: 1.bias; the network has no place for 1 tensor: 2.weight; the file differs in 2 tensors: ", e.Message);
        Assert.Contains("0.weight is F32 [3, 4, 3, 3] in the file, F32 [4, 3, 3, 3] in the network", e.Message);
        Assert.Equal(before.Fingerprint, TensorFile.Of(network).Fingerprint);
    }

    [Fact]
    public void A_part_of_a_file_fits_a_part_of_a_network_where_asked_for()
    {
        using var network = Network();
        var bias = new StoredTensor("net.0.bias", TensorType.F32, [4], new byte[16]);
        var file = new TensorFile([bias, new("net.9.bias", TensorType.U8, [0], default), new("other", TensorType.U8, [0], default)]);
        file.CopyTo(network, new TensorMatch { Prefix = "net.", AllowMissing = true, AllowSurplus = true });
        Assert.Equal(bias.Data.ToArray(), TensorFile.Of(network).Find("0.bias")!.Data.ToArray());
        Assert.Throws<TensorFileException>(() => file.CopyTo(network, new TensorMatch { Prefix = "net.", AllowMissing = true }));
        Assert.Throws<TensorFileException>(() => file.CopyTo(network, new TensorMatch { Prefix = "net.", AllowSurplus = true }));
    }

    private static Sequential Network() => nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU());
}
