using Workbook.Codecs;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Standard;

namespace Workbook.Host.Verbs.Measure;

/// <summary>The codecs that measurements compare, each under a name that says its whole setting.</summary>
internal static class CodecList
{
    /// <summary>The paper's JPEG 2000 "quality 1", 0.108 bpp.</summary>
    public static readonly IImageCodec Jpeg2000 = new Jpeg2000(222);

    public static readonly IImageCodec WebP = new WebP(1);

    public static readonly IImageCodec[] Standard = [Jpeg2000, WebP, new Avif(1), new JpegXl(1)];

    /// <summary>The rival to beat: an eighth of the size, then WebP at the quality that serves a classifier best for its bytes.</summary>
    public static readonly IImageCodec Rival = new Shrunk(new WebP(20), 8);

    public static readonly IImageCodec[] Shrunken = [new Shrunk(WebP, 2), new Shrunk(WebP, 4), new Shrunk(WebP, 8), new Shrunk(new WebP(40), 8)];

    /// <summary>A MAGIC codec, its decoded images smoothed by a Gaussian where a sigma is given.</summary>
    public static IImageCodec Magic(MagicKnowledge knowledge, MagicOptions options, double gaussian = 0) =>
        new MagicCodec(knowledge, options, Smooth(gaussian));

    private static DecodeOptions Smooth(double gaussian) =>
        gaussian > 0 ? new DecodeOptions { Smoothing = Smoothing.Gaussian(gaussian) } : DecodeOptions.Default;

    /// <summary>The grid step whose streams without points come closest in bytes to those with points.</summary>
    public static int EqualBytesGrid(MagicKnowledge knowledge, MagicOptions options, IReadOnlyList<RgbImage> images)
    {
        var encoder = new MagicEncoder(knowledge);
        double Bytes(MagicOptions asked) => images.Average(image => (double)encoder.Encode(image, asked).Length);
        var (target, usual) = (Bytes(options), GridSpray.PaperStep(images[0].Rows, images[0].Columns));
        return Enumerable.Range(usual / 2, usual - usual / 2 + 1)
            .MinBy(step => Math.Abs(Bytes(options with { PointDivisor = RateCurves.NoPoints, GridStep = step }) - target));
    }
}
