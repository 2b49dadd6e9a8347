using System.Text;

namespace Workbook.Tests.Results.Accuracy;

/// <summary>An ONNX file of one node, GlobalAveragePool, from float32 [N, 3, 4, 4] to [N, 3, 1, 1], written field by field.</summary>
internal sealed class TinyNetwork : IDisposable
{
    private TinyNetwork(string path) => Path = path;

    internal string Path { get; }

    internal static TinyNetwork Write()
    {
        byte[] node = [.. Text(1, "input"), .. Text(2, "mean"), .. Text(4, "GlobalAveragePool")];
        byte[] graph = [.. Field(1, node), .. Text(2, "tiny"), .. Field(11, Value("input", 4)), .. Field(12, Value("mean", 1))];
        byte[] opset = [.. Number(2, 13)];
        var network = new TinyNetwork(System.IO.Path.GetTempFileName());
        File.WriteAllBytes(network.Path, [.. Number(1, 8), .. Field(7, graph), .. Field(8, opset)]);
        return network;
    }

    public void Dispose() => File.Delete(Path);

    private static byte[] Value(string name, byte side)
    {
        byte[] shape = [.. Field(1, Text(2, "N")), .. Field(1, Number(1, 3)), .. Field(1, Number(1, side)), .. Field(1, Number(1, side))];
        byte[] tensor = [.. Number(1, 1), .. Field(2, shape)];
        return [.. Text(1, name), .. Field(2, Field(1, tensor))];
    }

    // Protocol buffers: key = field number * 8 + kind; kind 0 is a number, kind 2 has a length (all below 256 here).
    private static byte[] Number(int field, byte value) => [(byte)(field << 3), value];

    private static byte[] Text(int field, string text) => Field(field, Encoding.ASCII.GetBytes(text));

    private static byte[] Field(int field, byte[] body) =>
        body.Length < 128 ? [(byte)(field << 3 | 2), (byte)body.Length, .. body] : [(byte)(field << 3 | 2), (byte)(body.Length | 128), 1, .. body];
}
