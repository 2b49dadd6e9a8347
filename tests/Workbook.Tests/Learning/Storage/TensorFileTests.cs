using System.Runtime.InteropServices;
using System.Text;
using Workbook.Learning.Storage;

namespace Workbook.Tests.Learning.Storage;

public class TensorFileTests
{
    private static readonly StoredTensor Pair = new("b", TensorType.I32, [2], new byte[] { 1, 0, 0, 0, 254, 255, 255, 255 });
    private static readonly StoredTensor One = new("a", TensorType.U8, [], new byte[] { 7 });

    /// <summary>The hash is of the bytes that FORMAT.md lists, made with Python's hashlib.</summary>
    [Fact]
    public void A_tiny_file_has_these_bytes()
    {
        var file = new TensorFile([One, Pair], new Dictionary<string, string> { ["kind"] = "µ\"" });
        const string Header = """{"__metadata__":{"kind":"µ\"","workbook.sha256":"0b232d90180531e80d0dea23ea5586b41032d18b999acfa5d6cd15fad429c457"}"""
            + ""","b":{"dtype":"I32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}""";
        var padding = new string(' ', -Encoding.UTF8.GetByteCount(Header) & 7);
        Assert.Equal("a02314c4a6c34bc139df36829a2517630d414bac2434301ab590148cdcdf1394", file.Fingerprint);
        Assert.Equal(TensorBytes.File(Header + padding, [1, 0, 0, 0, 254, 255, 255, 255, 7]), file.ToBytes());
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var file = TensorFile.FromBytes(TensorBytes.Good);
        Assert.True(file.IsVerified);
        Assert.Equal(["steps", "weight", "nothing", "mask"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(["0.0130", "µ \"quoted\""], file.Metadata.Values);
        Assert.Equal([0, 5], file.Find("nothing")!.Shape);
        Assert.Equal(40, file.Find("steps")!.Data.Span[0]);
        Assert.Equal(TensorBytes.Good, file.ToBytes());
    }

    [Fact]
    public void The_fingerprint_names_the_tensors_whatever_their_order_and_the_metadata()
    {
        var file = new TensorFile([Pair, One]);
        Assert.Equal(file.Fingerprint, new TensorFile([One, Pair], new Dictionary<string, string> { ["x"] = "y" }).Fingerprint);
        StoredTensor[] others =
        [
            new("c", Pair.Type, [2], Pair.Data), new("b", TensorType.F32, [2], Pair.Data), new("b", Pair.Type, [2, 1], Pair.Data),
            new("b", Pair.Type, [2], new byte[] { 1, 0, 0, 0, 254, 255, 255, 254 }),
        ];
        Assert.Equal(5, others.Select(other => new TensorFile([other, One]).Fingerprint).Append(file.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void A_file_that_PyTorch_users_made_is_read()
    {
        var file = TensorFile.Load(Path.Combine(Repository.Root, "data", "golden", "pytorch.safetensors"));
        Assert.False(file.IsVerified);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal([4, 3, 3, 3], file.Find("conv.weight")!.Shape);
        Assert.Equal(Enumerable.Range(0, 108).Select(i => i / 8f), MemoryMarshal.Cast<byte, float>(file.Find("conv.weight")!.Data.Span).ToArray());
        Assert.Equal([0, 0x3E, 0, 0xC0], file.Find("half")!.Data.ToArray()); // 1.5, -2
        Assert.Equal([0xC0, 0x3F, 0xC0, 0x7F], file.Find("brain")!.Data.ToArray()); // 1.5, not a number
        Assert.Equal([1, 0, 1], file.Find("mask")!.Data.ToArray());
    }

    [Fact]
    public void What_cannot_be_stored_is_the_callers_mistake()
    {
        Assert.Contains("two tensors are named 'a'", Assert.Throws<ArgumentException>(() => new TensorFile([One, One])).Message);
        Assert.Contains("I32 [2, 3] takes 24", Assert.Throws<ArgumentException>(() => new StoredTensor("b", TensorType.I32, [2, 3], Pair.Data)).Message);
        foreach (var name in new[] { "", "__metadata__", new string('n', 1025), "\ud800" })
            Assert.Throws<ArgumentException>(() => new StoredTensor(name, TensorType.U8, [], One.Data));
        Assert.Throws<ArgumentException>(() => new TensorFile([], new Dictionary<string, string> { ["workbook.sha256"] = "" }));
    }
}
