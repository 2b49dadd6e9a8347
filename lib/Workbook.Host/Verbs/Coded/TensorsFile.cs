using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Detection;
using Workbook.Learning.Storage;
using Workbook.Learning.Tasks;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A learned or recurrent codec's model, joint networks, a segmentation network, a detector, or other tensors.</summary>
internal sealed class TensorsFile(byte[] bytes) : CodedFile
{
    /// <summary>Whether bytes begin tensors: a length below 4 GB and a header that is an object.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes is [_, _, _, _, 0, 0, 0, 0, (byte)'{', ..];

    public override string Describe(ModelShelf shelf)
    {
        var file = TensorFile.FromBytes(bytes);
        return LearnedCodec.IsModel(file) ? Learned() : RecurrentCodec.IsModel(file) ? Recurrent() : JointModel.IsModel(file) ? Joint() : SegmentationModel.IsModel(file) ? Segmentation()
            : DetectionModel.IsModel(file) ? Detection() : $"{file.Tensors.Count} tensors, {bytes.Length:N0} bytes, {file.Fingerprint}";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel)
        => throw new BitstreamException("these are tensors, such as a codec's model, and no image; give a model as --model");

    private string Learned()
    {
        using var codec = LearnedCodec.FromBytes(bytes, "cpu");
        return $"model {codec.Fingerprint}, {codec.Name}, {bytes.Length:N0} bytes";
    }

    private string Recurrent()
    {
        using var codec = RecurrentCodec.FromBytes(bytes, "cpu");
        return $"model {codec.Fingerprint}, recurrent, 1 to {codec.MostIterations} iterations of {codec.Sizes.Bits} bits for 16 x 16 pixels, {bytes.Length:N0} bytes";
    }

    private string Joint()
    {
        using var model = JointModel.FromBytes(bytes, "cpu");
        var (c, s) = (model.Sizes.Compression, model.Sizes.Segmentation);
        var code = model.Codec is null ? "" : $"C of {string.Join("-", c.Widths)} with {c.CodeChannels} bits for {c.Stride} pixels a side, ";
        return $"joint model {model.Fingerprint}, {model.Design} for {(model.IsVolume ? "volumes" : "images")}, {code}S of {string.Join("-", s.Widths)}, "
            + $"classes {string.Join(", ", model.Classes)}, {bytes.Length:N0} bytes";
    }

    private string Segmentation()
    {
        using var model = SegmentationModel.FromBytes(bytes, "cpu");
        return $"segmentation network {model.Fingerprint}, ERFNet of {string.Join("-", model.Network.Sizes.Widths)}, classes {string.Join(", ", model.Classes)}, {bytes.Length:N0} bytes";
    }

    private string Detection()
    {
        using var model = DetectionModel.FromBytes(bytes, "cpu");
        return $"detector {model.Fingerprint}, Faster R-CNN of {string.Join("-", model.Network.Sizes.Widths)}, classes {string.Join(", ", model.Classes)}, {bytes.Length:N0} bytes";
    }
}
