using TorchSharp;
using Workbook.Fuzz.Targets;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Networks;

namespace Workbook.Fuzz.Golden;

/// <summary>Streams of joint networks, whose bits are exact for ever.</summary>
internal static class GoldenJoint
{
    /// <summary>A small model for images and one for volumes, and streams of both.</summary>
    internal static IEnumerable<GoldenSource> Sources(ulong seed)
    {
        using var scope = torch.NewDisposeScope();
        var crack = ImageTensor.Of(CrackScenes.Make(1, seed, new() { Rows = 70, Columns = 90 }).Image);
        var heart = ImageTensor.Of(HeartScenes.Make(1, seed, new() { Shape = new(16, 21, 30) }).Image);
        return [.. Of("joint-d4", JointSamples.Make("d4", 2, seed), ("crack", crack), ("dot", crack[.., .., ..1, ..1])),
            .. Of("joint-d3", JointSamples.Make("d3", 3, seed, "background", "myocardium", "blood pool"), ("heart", heart))];
    }

    /// <summary>SHA-256 of a stream's bits, one byte each.</summary>
    internal static string BitsHash(string file, byte[] stream)
    {
        using var scope = torch.NewDisposeScope();
        using var model = JointModel.Load(file, "cpu");
        return GoldenSet.Hash(model.Codec!.DecodeBits(stream).to(torch.uint8).data<byte>().ToArray());
    }

    private static IEnumerable<GoldenSource> Of(string name, JointModel model, params (string Name, torch.Tensor Image)[] images)
    {
        using (model)
        {
            var file = name + JointModel.ModelEnding;
            yield return new(file, file, model.ToBytes());
            foreach (var (image, tensor) in images)
                yield return new($"{name}-{image}{JointCodec.StreamEnding}", file, model.Codec!.Encode(tensor));
        }
    }
}
