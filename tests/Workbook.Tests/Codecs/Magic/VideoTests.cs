using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class VideoTests
{
    private static readonly RgbImage[] Scene = [.. Enumerable.Range(0, 12).Select(Frame)];
    private static readonly byte[] File = MagicVideoEncoder.Encode(Sample.Knowledge, Scene, new MagicVideoOptions { KeyFrameInterval = 5 });

    [Fact]
    public void A_frame_is_the_same_by_seeking_and_in_order()
    {
        var inOrder = Open(File).DecodeAll().Select(frame => frame.Pixels).ToArray();
        Assert.Equal(Scene.Length, inOrder.Length);
        var seeking = Open(File);
        foreach (var i in new[] { 11, 3, 3, 4, 0, 9, 5, 10 })
            Assert.Equal(inOrder[i], seeking.DecodeFrame(i).Pixels);
        Assert.Equal([0, 5, 10], Enumerable.Range(0, 12).Where(seeking.IsKeyFrame));
    }

    [Fact]
    public void A_key_frame_is_the_still_image()
    {
        var still = new MagicDecoder(Sample.Knowledge).Decode(new MagicEncoder(Sample.Knowledge).Encode(Scene[0]));
        Assert.Equal(still.Pixels, Open(File).DecodeFrame(0).Pixels);
    }

    [Fact]
    public void A_scene_that_hardly_moves_is_much_smaller_than_its_still_images()
    {
        var stills = Scene.Sum(frame => new MagicEncoder(Sample.Knowledge).Encode(frame).Length);
        Assert.InRange(File.Length, 1, stills / 2);
    }

    [Fact]
    public void Changed_labels_code_the_new_mesh_against_the_previous_image()
    {
        RgbImage[] cut = [Sample.Image(96, 96, 1), Sample.Image(96, 96, 2), Sample.Image(96, 96, 3)];
        var options = new MagicVideoOptions { LabelTolerance = 0, ColorTolerance = 0, Frame = new MagicOptions { PointDivisor = 1 } };
        var video = Open(MagicVideoEncoder.Encode(Sample.Knowledge, cut, options));
        for (var i = 0; i < cut.Length; i++)
            Assert.Equal(new MagicDecoder(Sample.Knowledge).Decode(new MagicEncoder(Sample.Knowledge).Encode(cut[i], options.Frame)).Pixels,
                video.DecodeFrame(i).Pixels);
    }

    [Fact]
    public void Every_prefix_and_every_changed_bit_is_refused()
    {
        var good = MagicVideoEncoder.Encode(Sample.Knowledge, [Sample.Image(16, 16, 1), Sample.Image(16, 16, 1)]);
        Assert.Equal(8 * good.Length, Damage.Survive(good, bytes => Open(bytes)));
    }

    [Fact]
    public void A_cut_file_gives_its_whole_frames_where_that_was_asked_for()
    {
        var video = new MagicVideoDecoder(Sample.Knowledge, File[..^10], new VideoDecodeOptions { KeepFramesBeforeDamage = true });
        Assert.InRange(video.FrameCount, 10, 11);
        Assert.NotNull(video.Damage);
        Assert.Equal(Open(File).DecodeFrame(9).Pixels, video.DecodeFrame(9).Pixels);
    }

    [Fact]
    public void Inspection_tells_size_and_frames_without_the_knowledge_and_refuses_every_prefix()
    {
        var info = MagicVideoDecoder.Inspect(File);
        Assert.Equal((Scene[0].Rows, Scene[0].Columns, Scene.Length, File.Length), (info.Rows, info.Columns, info.FrameCount, info.Bytes));
        Assert.StartsWith(info.KnowledgeId, Sample.Knowledge.Fingerprint);
        for (var length = 0; length < File.Length - 4; length++)
            Assert.Throws<BitstreamException>(() => MagicVideoDecoder.Inspect(File.AsSpan(0, length)));
    }

    [Fact]
    public void Frames_of_another_size_and_an_empty_video_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => MagicVideoEncoder.Encode(Sample.Knowledge, []));
        Assert.Throws<ArgumentException>(() => MagicVideoEncoder.Encode(Sample.Knowledge, [Sample.Image(8, 8, 1), Sample.Image(8, 9, 1)]));
    }

    private static MagicVideoDecoder Open(byte[] file) => new(Sample.Knowledge, file);

    /// <summary>A still wall with a bright square that moves by two pixels a frame.</summary>
    private static RgbImage Frame(int index)
    {
        var image = Sample.Image(128, 128, 50);
        for (var r = 40; r < 56; r++)
            image.Pixels.AsSpan(3 * (r * 128 + 30 + 2 * index), 3 * 16).Fill(230);
        return image;
    }
}
