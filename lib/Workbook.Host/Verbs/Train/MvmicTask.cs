using Workbook.Codecs;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Train;

/// <summary>What an MVMICNet is trained for: the task's network with the images that it learns from, and those that it is scored on.</summary>
/// <param name="name">The set's name.</param>
/// <param name="count">Images to learn from.</param>
/// <param name="heldOut">Images that no network learns from.</param>
/// <param name="vision">The network, with the first weights of the seed, and how it learns; the network is disposed with this.</param>
internal abstract class MvmicTask(string name, int count, IReadOnlyList<RgbImage> heldOut, IVisionTask vision) : IDisposable
{
    /// <summary>The set's name.</summary>
    public string Name => name;

    /// <summary>Images to learn from.</summary>
    public int Count => count;

    /// <summary>Images that no network learns from.</summary>
    public IReadOnlyList<RgbImage> HeldOut => heldOut;

    /// <summary>The network and how it learns.</summary>
    public IVisionTask Vision => vision;

    /// <summary>Reads or draws the images and makes the network.</summary>
    /// <returns>The caller disposes it.</returns>
    /// <inheritdoc cref="MvmicRecipe.Load" path="/exception"/>
    public static MvmicTask Load(MvmicRecipe recipe, CancellationToken cancel)
        => recipe.VisionTask == MvmicRecipe.Detection ? MvmicDetection.Of(recipe, cancel) : MvmicSegmentation.Of(recipe, cancel);

    /// <summary>Gives the network the weights of a model file.</summary>
    public abstract void Take(string model);

    /// <summary>Writes the network as a model file.</summary>
    /// <param name="path">Where to, without the ending.</param>
    /// <param name="words">About the training.</param>
    public abstract void Save(string path, IReadOnlyDictionary<string, string> words);

    /// <summary>What the network makes of the held-out images after they went through a codec's files, and how good these are for eyes.</summary>
    /// <param name="codec">The codec; null for the images themselves.</param>
    /// <param name="of">What is scored, before each figure's name.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IEnumerable<KeyValuePair<string, double>> Score(IImageCodec? codec, string of, CancellationToken cancel)
    {
        var coded = CodedSet.Of(codec, HeldOut, cancel);
        var figures = Figures(coded.Decoded.Select(image => cancel.IsCancellationRequested ? throw new OperationCanceledException(cancel) : image));
        if (codec is not null)
            figures = figures.Append(("bpp", coded.BitsPerPixel)).Append(("PSNR", coded.Psnr));
        return figures.Select(figure => KeyValuePair.Create($"{of}, {figure.Name}", figure.Value));
    }

    public virtual void Dispose() => vision.Network.Dispose();

    /// <summary>The figures of the paper's tables for the held-out images, as they are or decoded.</summary>
    protected abstract IEnumerable<(string Name, double Value)> Figures(IEnumerable<RgbImage> seen);
}
