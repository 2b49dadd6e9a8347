using TorchSharp;
using Workbook.Codecs;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;
using Workbook.Learning.Networks;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A stream of joint networks: what C made of an image on the device, for g and S in the cloud.</summary>
internal sealed class JointFile(byte[] bytes) : CodedFile
{
    private string Id => JointCodec.ModelIdOf(bytes);

    public override string Describe(ModelShelf shelf) => shelf.ModelsOf<JointModel>(Id).Any()
        ? With(shelf, (model, codec) => $"joint code, {Size(codec.SizeOf(bytes), model)}, model {Id} ({model.Design})")
        : $"joint code, {bytes.Length:N0} bytes, model {Id} (not at hand, and without it nobody knows the size)";

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel) => With(shelf, (model, codec) =>
    {
        if (!model.Design.RestoresPixels)
            throw new BitstreamException($"it holds a feature map for the segmentation network and no picture (design {model.Design}); ./workbook segment reads it");
        using var scope = torch.NewDisposeScope();
        var (restored, size) = (codec.Segment(bytes).FeatureMap, codec.SizeOf(bytes));
        if (model.IsVolume)
            NiftiFile.Write(FileSet.AsVolume(target), new Volume(size, restored.cpu().data<float>().ToArray()));
        else
            ImageFile.Write(target, ImageTensor.ToImage(restored, size.Rows, size.Columns));
        return target;
    });

    /// <summary>The label map that S gives.</summary>
    /// <exception cref="BitstreamException">It is not a good stream.</exception>
    /// <exception cref="ModelMissingException">Its model is not at hand.</exception>
    public LabelMap Segment(ModelShelf shelf) => With(shelf, (model, codec) =>
    {
        using var scope = torch.NewDisposeScope();
        return new LabelMap(model, codec.SizeOf(bytes), LabelMaps.ToBytes(codec.Segment(bytes).Predicted));
    });

    private string Size(VolumeShape size, JointModel model)
        => model.IsVolume ? $"{size}, {8.0 * bytes.Length / size.Count:0.0000} bits a voxel, {bytes.Length:N0} bytes" : Size(size.Rows, size.Columns, bytes.Length);

    private T With<T>(ModelShelf shelf, Func<JointModel, JointCodec, T> use) => shelf.WithModel(Id, (JointModel model) => use(model,
        model.Codec ?? throw new BitstreamException($"model {model.Fingerprint[..8]} has its name but compresses nothing (design {model.Design}); give the one that made it as --model")));
}
