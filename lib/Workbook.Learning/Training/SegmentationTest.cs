using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Segments cases that no network has seen: from originals, from a joint codec's files, or from what another codec restores.</summary>
/// <remarks>Cases come one by one, so a caller may show progress, stop, or score each as it comes. Networks must be in evaluation mode.</remarks>
public static class SegmentationTest
{
    /// <summary>A trained model: through real files where it compresses, else S on images themselves.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cases">The cases.</param>
    public static IEnumerable<SegmentedCase> Of(JointModel model, IEnumerable<LabelledCase> cases)
        => model.Codec is { } codec ? Files(codec, cases) : Originals(model.Networks.Segmentation, model.Sizes.Stride, cases);

    /// <summary>S on images themselves.</summary>
    /// <param name="s">Gives logits.</param>
    /// <param name="stride">What it needs the sides to be multiples of.</param>
    /// <param name="cases">The cases.</param>
    public static IEnumerable<SegmentedCase> Originals(nn.Module<Tensor, Tensor> s, int stride, IEnumerable<LabelledCase> cases)
        => cases.Select(one => new SegmentedCase(one, 0, Segment(s, stride, one.Image)));

    /// <summary>Files of a joint codec, written and read.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="cases">The cases.</param>
    public static IEnumerable<SegmentedCase> Files(JointCodec codec, IEnumerable<LabelledCase> cases) => cases.Select(one =>
    {
        using var scope = NewDisposeScope();
        var file = codec.Encode(one.Image);
        return new SegmentedCase(one, file.Length, LabelMaps.ToBytes(codec.Segment(file).Predicted));
    });

    /// <summary>S on what another codec restores.</summary>
    /// <param name="code">An image becomes a file, and the file an image of the same shape: its length and the restored image, which is disposed here.</param>
    /// <param name="s">Gives logits.</param>
    /// <param name="stride">What it needs the sides to be multiples of.</param>
    /// <param name="cases">The cases.</param>
    public static IEnumerable<SegmentedCase> Restored(Func<Tensor, (long Bytes, Tensor Restored)> code, nn.Module<Tensor, Tensor> s, int stride, IEnumerable<LabelledCase> cases)
        => cases.Select(one =>
        {
            using var scope = NewDisposeScope();
            var (bytes, restored) = code(one.Image);
            return new SegmentedCase(one, bytes, Segment(s, stride, restored));
        });

    /// <summary>S on what an image codec restores, from whole files.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="s">Gives logits.</param>
    /// <param name="stride">What it needs the sides to be multiples of.</param>
    /// <param name="cases">Colour images.</param>
    public static IEnumerable<SegmentedCase> Restored(IImageCodec codec, nn.Module<Tensor, Tensor> s, int stride, IEnumerable<LabelledCase> cases) => Restored(image =>
    {
        var file = codec.Encode(ImageTensor.ToImage(image, (int)image.shape[2], (int)image.shape[3]));
        return (file.Length, ImageTensor.Of(codec.Decode(file)));
    }, s, stride, cases);

    /// <summary>S on what a volume codec restores, from whole files.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="s">Gives logits.</param>
    /// <param name="stride">What it needs the sides to be multiples of.</param>
    /// <param name="cases">Scans.</param>
    public static IEnumerable<SegmentedCase> Restored(IVolumeCodec codec, nn.Module<Tensor, Tensor> s, int stride, IEnumerable<LabelledCase> cases) => Restored(scan =>
    {
        var shape = new VolumeShape((int)scan.shape[2], (int)scan.shape[3], (int)scan.shape[4]);
        var file = codec.Encode(new Volume(shape, scan.contiguous().data<float>().ToArray()));
        return (file.Length, tensor(codec.Decode(file).Voxels).reshape(scan.shape));
    }, s, stride, cases);

    /// <summary>The class of every pixel or voxel, of sides that need not fit the stride.</summary>
    internal static byte[] Segment(nn.Module<Tensor, Tensor> s, int stride, Tensor image)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var logits = s.call(StridePadding.Fill(image.to(s.parameters().First().device), stride));
        return LabelMaps.ToBytes(StridePadding.Cut(LabelMaps.Probabilities(logits), image.shape.AsSpan(2)));
    }
}
