using TorchSharp;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;
using Workbook.Learning.Networks;

namespace Workbook.Host.Verbs.Coded;

/// <summary>Files of images and volumes as joint networks read them.</summary>
internal static class JointInput
{
    /// <summary>The endings of files that a model reads.</summary>
    public static string[] Endings(JointModel model) => model.IsVolume ? FileSet.VolumeEndings : FileSet.ImageEndings;

    /// <summary>Reads a file; a volume is told by its name.</summary>
    /// <returns>float32 in [0, 1], [1, 3, H, W] or [1, 1, D, H, W]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">It is an image and the model is for volumes, or the other way round.</exception>
    /// <exception cref="ImageFileException">It is not a good file.</exception>
    public static torch.Tensor Read(string file, JointModel model)
    {
        if (FileSet.IsVolume(file) != model.IsVolume)
            throw new ArgumentException($"{file} {(model.IsVolume ? "is no volume (.nii, .nii.gz), but this model is for volumes" : "is a volume, but this model is for images")}; "
                + $"./workbook inspect tells what a model is for");
        return model.IsVolume ? ImageTensor.Of(NiftiFile.Read(file)) : ImageTensor.Of(ImageFile.Read(file));
    }
}
