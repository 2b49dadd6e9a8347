using Workbook.Codecs;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Tasks;

/// <summary>A trained <see cref="ErfNet"/> with what its classes mean, in memory and as a model file (FORMAT.md).</summary>
public sealed class SegmentationModel : TaskModel<ErfNet>
{
    /// <summary>How model files end.</summary>
    public const string ModelEnding = ".wsm";

    private const string VersionKey = "workbook.segmentation";

    private static readonly Kind<ErfNetSizes, SegmentationModel> Files = new(VersionKey, "segmentation network", network => network.Sizes, Check, sizes => sizes.LeastWeightBytes,
        sizes => new(sizes), (file, network, classes) => new(file, network, classes));

    private SegmentationModel(TensorFile file, ErfNet network, IReadOnlyList<string> classes) : base(file, network, classes)
    {
    }

    /// <summary>Makes a model of a trained network, which is copied.</summary>
    /// <param name="network">Trained, on any device.</param>
    /// <param name="classes">What the class indices mean, the background first.</param>
    /// <param name="record">Words about the training, to be kept in the file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A word has a name that the file uses itself, a weight is no number, or there are other classes than the network has.</exception>
    public static SegmentationModel Of(ErfNet network, IReadOnlyList<string> classes, IReadOnlyDictionary<string, string>? record = null, string device = "auto")
        => Files.Of(network, classes, record, device);

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <param name="limits">What is accepted of the file; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The device is unknown.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="TensorFileException">It is not a good model file.</exception>
    public static SegmentationModel Load(string path, string device = "auto", Limits? limits = null) => Files.Load(path, device, limits);

    /// <summary>Reads the bytes of a model file.</summary>
    /// <inheritdoc cref="Load"/>
    /// <param name="bytes">The whole file.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="limits">What is accepted.</param>
    public static SegmentationModel FromBytes(byte[] bytes, string device = "auto", Limits? limits = null) => Files.Read(TensorFile.FromBytes(bytes, limits), device);

    /// <summary>Whether tensors say that they are such a model file, of any version.</summary>
    /// <param name="file">Any tensor file.</param>
    public static bool IsModel(TensorFile file) => file.Metadata.ContainsKey(VersionKey);

    private static void Check(ErfNetSizes sizes, IReadOnlyList<string> classes)
    {
        sizes.Check();
        if (classes.Count < 2 || sizes.Classes != (classes.Count == 2 ? 1 : classes.Count))
            throw new ArgumentException($"{classes.Count} classes for {sizes.Classes} channels of labels; expected 2 in one channel, or more and each in its own");
    }
}
