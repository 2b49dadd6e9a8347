namespace Workbook.Results.Accuracy;

/// <summary>Chooses the frozen features that the machine at hand can offer.</summary>
public static class Features
{
    /// <summary>Where the network lies below the data root: the trunk of MobileNetV1, 1024 features.</summary>
    public const string Network = "pretrained-cnn/mobilenet_v1_1.0_224_imagenet_to_conv_pw_12.onnx";

    /// <summary>The trunk of MobileNetV1 where the data root holds it, else features made by hand.</summary>
    /// <remarks>Its <see cref="IFeatureExtractor.Name"/> says which of the two it is; accuracies of the two are not comparable.</remarks>
    /// <param name="dataRoot">Folder of the data sets; <c>null</c> takes the one that WORKBOOK_DATA names.</param>
    /// <returns>The features. Those of a network hold native memory and are then <see cref="IDisposable"/>.</returns>
    /// <exception cref="FeatureModelException">The network's file is there but cannot be opened.</exception>
    public static IFeatureExtractor Best(string? dataRoot = null)
    {
        string path = Path.Combine(dataRoot ?? Environment.GetEnvironmentVariable("WORKBOOK_DATA") ?? "", Network);
        return File.Exists(path) ? new OnnxFeatures(path) : new HandmadeFeatures();
    }
}
