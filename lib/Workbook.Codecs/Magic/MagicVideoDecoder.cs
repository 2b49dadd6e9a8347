namespace Workbook.Codecs.Magic;

/// <summary>What a video decoder is asked for.</summary>
public sealed record VideoDecodeOptions
{
    /// <summary>Smoothing and limits, as for a still image.</summary>
    public DecodeOptions Frame { get; init; } = DecodeOptions.Default;

    /// <summary>Whether the whole frames before the first damage are given instead of refusing the file.</summary>
    public bool KeepFramesBeforeDamage { get; init; }
}

/// <summary>Reads .mgv files, frame by frame or by number.</summary>
/// <remarks>All checksums are tested when the file is opened. A decoder belongs to one thread.</remarks>
public sealed class MagicVideoDecoder
{
    private readonly MagicKnowledge knowledge;
    private readonly VideoDecodeOptions options;
    private readonly byte[] file;
    private readonly VideoHeader header;
    private readonly List<VideoFrame> frames = [];
    private readonly VideoFrameCoder coder;
    private int decoded = -1;

    /// <summary>Opens a video.</summary>
    /// <param name="knowledge">The knowledge that the encoder used.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="options">What is asked for; <c>null</c> for smoothing none, default limits, and no damage.</param>
    /// <exception cref="BitstreamException">The file is not a good video, was made with another knowledge, or exceeds the limits.</exception>
    public MagicVideoDecoder(MagicKnowledge knowledge, byte[] file, VideoDecodeOptions? options = null)
    {
        (this.knowledge, this.file, this.options) = (knowledge, file, options ?? new VideoDecodeOptions());
        var fields = new FieldReader("video", file);
        header = VideoHeader.Read(knowledge, ref fields, file, this.options.Frame.Limits);
        coder = new VideoFrameCoder(knowledge, header, this.options.Frame.Limits);
        try
        {
            Scan(ref fields);
        }
        catch (BitstreamException damage) when (this.options.KeepFramesBeforeDamage)
        {
            Damage = damage.Message;
        }
    }

    /// <summary>Frames in the video.</summary>
    public int FrameCount => frames.Count;

    /// <summary>Height of all frames in pixels.</summary>
    public int Rows => header.Rows;

    /// <summary>Width of all frames in pixels.</summary>
    public int Columns => header.Columns;

    /// <summary>What is wrong behind the last frame; <c>null</c> for a whole file. Only where keeping frames before damage was asked for.</summary>
    public string? Damage { get; }

    /// <summary>Whether a frame was coded on its own, so that seeking may start there.</summary>
    /// <param name="index">The frame, 0-based.</param>
    public bool IsKeyFrame(int index) => frames[index].IsKey;

    /// <summary>Bytes that a frame takes in the file, without its length and checksum.</summary>
    /// <param name="index">The frame, 0-based.</param>
    public int FrameBytes(int index) => frames[index].Length;

    /// <summary>Decodes a frame, starting from the nearest key frame before it, or from the frame decoded last.</summary>
    /// <param name="index">The frame, 0-based.</param>
    /// <returns>The frame, the same however it was reached.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="BitstreamException">A frame's payload is damaged in a way that its checksum did not show.</exception>
    public RgbImage DecodeFrame(int index)
    {
        if ((uint)index >= (uint)frames.Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"the video has {frames.Count} frames");
        var next = index;
        while (!frames[next].IsKey && next != decoded + 1 && next > 0)
            next--;
        if (decoded == index)
            next = index + 1;
        for (; next <= index; next++)
            Decode(frames[next]);
        return options.Frame.Smoothing.Draw(coder.Previous!, knowledge.Coder(MagicProfile.Compact));
    }

    /// <summary>Decodes all frames in order.</summary>
    public IEnumerable<RgbImage> DecodeAll()
    {
        for (var i = 0; i < FrameCount; i++)
            yield return DecodeFrame(i);
    }

    /// <summary>Tells what a video says of itself, without its knowledge.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What is accepted; <c>null</c> for <see cref="Limits.Default"/>.</param>
    /// <returns>Header and number of frames. Checksums depend on the knowledge and are not tested.</returns>
    /// <exception cref="BitstreamException">The file is no video, or its frames do not fill it.</exception>
    public static MagicVideoInfo Inspect(ReadOnlySpan<byte> file, Limits? limits = null)
    {
        var fields = new FieldReader("video", file);
        var (header, id) = VideoHeader.ReadUnchecked(ref fields, limits ?? Limits.Default);
        var frames = 0;
        for (var length = fields.Varint(); length > 0; length = fields.Varint(), frames++)
            fields.Bytes(length);
        return new MagicVideoInfo(header.Rows, header.Columns, header.GridStep, frames, id, file.Length);
    }

    private void Decode(VideoFrame frame)
    {
        decoded = -1;
        coder.Decode(file.AsSpan(frame.Start, frame.Length), frame.IsKey);
        decoded = frame.Index;
    }

    private void Scan(ref FieldReader fields)
    {
        while (VideoFrame.Read(knowledge, frames.Count, ref fields) is { } frame)
        {
            if (frames.Count == options.Frame.Limits.MaxFrames)
                throw new BitstreamException($"the video has more than {frames.Count:N0} frames; raise Limits.MaxFrames only for files you made");
            frames.Add(frame);
        }
        fields.ExpectEnd();
    }
}
