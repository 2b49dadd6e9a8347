using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Codes images as coloured triangles (Algorithm 4).</summary>
/// <remarks>Source: Chakraborty, Cruz, Bhunia, "Leveraging Domain Knowledge using Machine Learning for Image Compression in
/// Internet-of-Things", section IV-B. One encoder may be used by several threads at once.</remarks>
/// <param name="knowledge">What was learned from the domain; the decoder needs the same.</param>
/// <param name="predictor">Tells how many points a block needs; <c>null</c> for the knowledge's own. A decoder needs no predictor.</param>
public sealed class MagicEncoder(MagicKnowledge knowledge, IPointPredictor? predictor = null)
{
    private readonly IPointPredictor predictor = predictor ?? knowledge.Predictor;

    /// <summary>What was learned from the domain.</summary>
    public MagicKnowledge Knowledge { get; } = knowledge;

    /// <summary>Codes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">What is asked for; <c>null</c> for <see cref="MagicOptions.Default"/>.</param>
    /// <returns>The whole stream.</returns>
    /// <exception cref="ArgumentException">An option is out of range, the image is too large for the profile, or no stream meets
    /// <see cref="MagicOptions.TargetBytes"/>; the message then names the smallest that can be reached.</exception>
    public byte[] Encode(RgbImage image, MagicOptions? options = null) => EncodeWithParts(image, options).Stream;

    /// <summary>Codes an image and tells what the stream consists of.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">What is asked for; <c>null</c> for <see cref="MagicOptions.Default"/>.</param>
    /// <returns>The stream, its mesh and labels, and where its bits go.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Encode"/>.</exception>
    public MagicEncoding EncodeWithParts(RgbImage image, MagicOptions? options = null)
    {
        options ??= MagicOptions.Default;
        options.Check();
        if (options.Profile == MagicProfile.Vertex)
            return VertexTargetSearch.Run((VertexCoder)Knowledge.Coder(MagicProfile.Vertex), image, options);
        var predicted = predictor.Predict(image.ToGray());
        return options.TargetBytes is { } target
            ? TargetSearch.Run(options, ImageSides.Of(image), target, attempt => EncodeOnce(image, predicted, attempt))
            : EncodeOnce(image, predicted, options);
    }

    /// <summary>Codes many images, several at a time.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">What is asked for; <c>null</c> for <see cref="MagicOptions.Default"/>.</param>
    /// <param name="progress">Receives the number of images that are finished; calls may come from several threads.</param>
    /// <param name="cancel">Ends the work early. Images that are finished by then are kept.</param>
    /// <param name="maxDegreeOfParallelism">Images worked on at the same time; <c>null</c> for one a core.</param>
    /// <returns>A stream for each image, in their order; <c>null</c> for an image that was not finished when the work was cancelled.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Encode"/>, for the first image that cannot be coded.</exception>
    public byte[]?[] EncodeBatch(IReadOnlyList<RgbImage> images, MagicOptions? options = null, IProgress<int>? progress = null,
        CancellationToken cancel = default, int? maxDegreeOfParallelism = null)
    {
        var streams = new byte[]?[images.Count];
        var finished = 0;
        ParallelWork.ForEach(images.Count, maxDegreeOfParallelism, cancel, i =>
        {
            streams[i] = Encode(images[i], options);
            progress?.Report(Interlocked.Increment(ref finished));
        });
        return streams;
    }

    private MagicEncoding EncodeOnce(RgbImage image, ReadOnlySpan<float> predicted, MagicOptions options)
    {
        var plan = Plan(ImageSides.Of(image), predicted, options);
        return Knowledge.Coder(options.Profile).Encode(image, plan, plan.Build(Knowledge.Patterns), options);
    }

    private MeshPlan Plan(ImageSides sides, ReadOnlySpan<float> predicted, MagicOptions options)
    {
        var blocks = new BlockGrid(sides.Rows, sides.Columns, Knowledge.BlockSize);
        var labels = BlockLabels.Choose(predicted, blocks, options, Knowledge.Patterns.EntryCount);
        return new MeshPlan(sides.Rows, sides.Columns, options.GridStep ?? GridSpray.PaperStep(sides.Rows, sides.Columns), options.CoveredGrid, labels);
    }
}
