using System.Buffers.Binary;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Codes frames one after the other into a .mgv file, each against the one before.</summary>
/// <remarks>Source: Chakraborty, Cruz, Bhunia, "Leveraging Domain Knowledge using Machine Learning for Image Compression in
/// Internet-of-Things", section VI-E: labels and colours that do not change from frame to frame are not sent again. An encoder makes one
/// video and belongs to one thread.</remarks>
public sealed class MagicVideoEncoder
{
    private readonly MagicKnowledge knowledge;
    private readonly MagicVideoOptions options;
    private readonly FieldWriter file = new();
    private VideoHeader header;
    private VideoFrameCoder? coder;

    /// <summary>Starts a video.</summary>
    /// <param name="knowledge">What was learned from the domain; the decoder needs the same.</param>
    /// <param name="options">What is asked for; <c>null</c> for <see cref="MagicVideoOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public MagicVideoEncoder(MagicKnowledge knowledge, MagicVideoOptions? options = null)
    {
        (this.knowledge, this.options) = (knowledge, options ?? MagicVideoOptions.Default);
        this.options.Check();
    }

    /// <summary>Frames coded so far.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Codes many frames into a whole file.</summary>
    /// <param name="knowledge">What was learned from the domain.</param>
    /// <param name="frames">The frames, all of one size.</param>
    /// <param name="options">What is asked for; <c>null</c> for <see cref="MagicVideoOptions.Default"/>.</param>
    /// <param name="progress">Receives the number of frames that are coded.</param>
    /// <param name="cancel">Ends the video early; the frames coded by then make a whole file.</param>
    /// <returns>The bytes of a .mgv file.</returns>
    /// <exception cref="ArgumentException">There is no frame, or frames differ in size.</exception>
    public static byte[] Encode(MagicKnowledge knowledge, IEnumerable<RgbImage> frames, MagicVideoOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var encoder = new MagicVideoEncoder(knowledge, options);
        foreach (var frame in frames)
        {
            if (cancel.IsCancellationRequested && encoder.FrameCount > 0)
                break;
            encoder.Add(frame);
            progress?.Report(encoder.FrameCount);
        }
        return encoder.Finish();
    }

    /// <summary>Codes a frame.</summary>
    /// <param name="frame">The frame, of the size of the first one.</param>
    /// <returns>Bytes that the frame takes in the file.</returns>
    /// <exception cref="ArgumentException">The frame has another size than the first one.</exception>
    public int Add(RgbImage frame)
    {
        if (coder is null)
            Start(frame);
        if ((frame.Rows, frame.Columns) != (header.Rows, header.Columns))
            throw new ArgumentException($"frame {FrameCount} is {frame.Rows} x {frame.Columns}, the first was {header.Rows} x {header.Columns}; "
                + "all frames of a video have one size");
        var key = FrameCount % options.KeyFrameInterval == 0;
        var payload = coder!.Encode(frame, Labels(frame, key), options.ColorTolerance, key);
        var before = file.Length;
        file.Bytes(VideoFrame.Seal(knowledge, FrameCount++, key ? StreamKind.KeyFrame : StreamKind.ChangedFrame, payload));
        return file.Length - before;
    }

    /// <summary>Ends the video.</summary>
    /// <returns>The bytes of a .mgv file.</returns>
    /// <exception cref="ArgumentException">There is no frame.</exception>
    public byte[] Finish()
    {
        if (FrameCount == 0)
            throw new ArgumentException("a video needs at least one frame");
        return [.. file.ToArray(), .. VideoFrame.End(knowledge, FrameCount)];
    }

    private void Start(RgbImage frame)
    {
        var step = options.Frame.GridStep ?? GridSpray.PaperStep(frame.Rows, frame.Columns);
        header = new VideoHeader(frame.Rows, frame.Columns, step, options.Frame.CoveredGrid);
        coder = new VideoFrameCoder(knowledge, header);
        file.Bytes(header.Write(knowledge));
    }

    private int[] Labels(RgbImage frame, bool key)
    {
        var blocks = new BlockGrid(frame.Rows, frame.Columns, knowledge.BlockSize);
        var labels = BlockLabels.Choose(knowledge.PredictPoints(frame), blocks, options.Frame, knowledge.Patterns.EntryCount);
        if (!key)
            for (var k = 0; k < labels.Length; k++)
                if (Math.Abs(labels[k] - coder!.Previous!.Plan.Labels[k]) <= options.LabelTolerance)
                    labels[k] = coder.Previous.Plan.Labels[k];
        return labels;
    }
}
