using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>Volumes as grey video through ffmpeg, slices as frames: what H.264 and HEVC share.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Kind">Of <see cref="VolumeHeader"/>.</param>
/// <param name="Library">ffmpeg's encoder.</param>
/// <param name="Format">ffmpeg's name of the raw stream and of its decoder.</param>
/// <param name="Block">Sides are filled up to multiples of it with the last row and column, and to <paramref name="LeastSide"/>.</param>
/// <param name="LeastSide">The smallest side that the encoder takes.</param>
internal sealed record VideoCoder(string Name, int Kind, string Library, string Format, int Block, int LeastSide)
{
    private const int MostSide = 8192, MostVoxels = 1 << 30;

    internal string? WhyMissing => Ffmpeg.WhyWithout(Library);

    /// <summary>The whole stream: header, raw Annex B, checksum.</summary>
    /// <exception cref="ArgumentException">The encoder cannot code a volume of this shape, or it is not in [0, 1].</exception>
    /// <exception cref="PlatformNotSupportedException">ffmpeg or its encoder is not there.</exception>
    internal byte[] Encode(Volume volume, string[] settings)
    {
        var levels = VolumeLevels.Of(volume);
        Require();
        var filled = Filled(volume.Shape);
        if (Math.Max(filled.Rows, filled.Columns) > MostSide || filled.Count > MostVoxels)
            throw new ArgumentException($"the volume has {volume.Shape} voxels; {Name} here takes slices with sides up to {MostSide:N0}, and {MostVoxels:N0} voxels with borders", nameof(volume));
        try
        {
            return VolumeHeader.Seal(Kind, volume, Ffmpeg.Run(["-f", "rawvideo", "-pix_fmt", "gray", "-s", $"{filled.Columns}x{filled.Rows}", "-i", "pipe:0",
                "-c:v", Library, "-threads", "1", .. settings, "-f", Format, "pipe:1"], Fill(levels, volume.Shape, filled), int.MaxValue));
        }
        catch (FfmpegException e)
        {
            throw new ArgumentException($"{Library} cannot code a volume of {volume.Shape} voxels: {e.Message}", nameof(volume), e);
        }
    }

    /// <summary>The volume of a stream.</summary>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this coder.</exception>
    /// <exception cref="PlatformNotSupportedException">ffmpeg is not there.</exception>
    internal Volume Decode(ReadOnlySpan<byte> stream, Limits limits)
    {
        var header = VolumeHeader.Open(Kind, Name, stream, limits, out var video);
        Require();
        var filled = Filled(header.Shape);
        if (filled.Count > MostVoxels)
            throw new BitstreamException($"the header asks for {filled} voxels with borders, allowed {MostVoxels:N0}");
        try
        {
            // The grey plane as it is: without "extractplanes", ffmpeg takes H.264's for 16 to 235 and stretches it.
            var levels = Ffmpeg.Run(["-err_detect", "explode", "-xerror", "-max_pixels", $"{(filled.Rows + 64L) * (filled.Columns + 64)}", "-f", Format, "-i", "pipe:0",
                "-fps_mode", "passthrough", "-vf", "extractplanes=y", "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"], video.ToArray(), (int)filled.Count);
            return levels.Length == filled.Count ? VolumeLevels.ToVolume(header, Cut(levels, header.Shape, filled))
                : throw new BitstreamException($"the video has {levels.Length:N0} voxels, the header tells of {filled}; the stream is damaged");
        }
        catch (FfmpegException e)
        {
            throw new BitstreamException($"the {Name} stream of {stream.Length:N0} bytes is damaged ({e.Message}); encode the volume again", e);
        }
    }

    private void Require()
    {
        if (WhyMissing is { } why)
            throw new PlatformNotSupportedException($"{Name} cannot be coded here: {why}");
    }

    private VolumeShape Filled(VolumeShape shape) => shape with { Rows = Filled(shape.Rows), Columns = Filled(shape.Columns) };

    private int Filled(int side) => Math.Max(LeastSide, (int)((side + Block - 1L) / Block * Block));

    private static byte[] Fill(byte[] levels, VolumeShape shape, VolumeShape filled)
    {
        var video = new byte[filled.Count];
        for (var slice = 0; slice < filled.Depth; slice++)
            for (var row = 0; row < filled.Rows; row++)
            {
                var from = levels.AsSpan(shape.IndexOf(slice, Math.Min(row, shape.Rows - 1), 0), shape.Columns);
                var to = video.AsSpan(filled.IndexOf(slice, row, 0), filled.Columns);
                from.CopyTo(to);
                to[shape.Columns..].Fill(from[^1]);
            }
        return video;
    }

    private static byte[] Cut(byte[] video, VolumeShape shape, VolumeShape filled)
    {
        var levels = new byte[shape.Count];
        for (var slice = 0; slice < shape.Depth; slice++)
            for (var row = 0; row < shape.Rows; row++)
                video.AsSpan(filled.IndexOf(slice, row, 0), shape.Columns).CopyTo(levels.AsSpan(shape.IndexOf(slice, row, 0)));
        return levels;
    }
}
