using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A codec that is timed on images in memory.</summary>
internal abstract class Contestant(string name)
{
    private readonly List<double> _encode = [], _decode = [], _bytes = [], _bpp = [];

    public string Name => name;

    /// <summary>Milliseconds for each image.</summary>
    public IReadOnlyList<double> Encode => _encode;

    /// <summary>Milliseconds for each image.</summary>
    public IReadOnlyList<double> Decode => _decode;

    public double MeanBytes => _bytes.Average();

    public double MeanBitsPerPixel => _bpp.Average();

    /// <summary>Times an image: the median of several calls in a row.</summary>
    public void Time(RgbImage image, int repeats)
    {
        var (bytes, encode, decode) = Code(image, repeats);
        _bytes.Add(bytes);
        _bpp.Add(BitsPerPixel.Of(bytes, image.Rows, image.Columns));
        _encode.Add(1000 * BoxPlot.Of(encode).Median);
        _decode.Add(1000 * BoxPlot.Of(decode).Median);
    }

    /// <summary>Codes and decodes without counting.</summary>
    public void WarmUp(RgbImage image, int repeats) => Code(image, repeats);

    protected abstract (int Bytes, double[] Encode, double[] Decode) Code(RgbImage image, int repeats);
}

/// <summary>A codec in this process.</summary>
internal sealed class CodecContestant(IImageCodec codec) : Contestant(codec.Name)
{
    protected override (int Bytes, double[] Encode, double[] Decode) Code(RgbImage image, int repeats)
    {
        var (encode, decode, bytes) = (new double[repeats], new double[repeats], 0);
        for (var i = 0; i < repeats; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var stream = codec.Encode(image);
            var coded = Stopwatch.GetTimestamp();
            codec.Decode(stream);
            decode[i] = Stopwatch.GetElapsedTime(coded).TotalSeconds;
            encode[i] = Stopwatch.GetElapsedTime(began, coded).TotalSeconds;
            bytes = stream.Length;
        }
        return (bytes, encode, decode);
    }
}

/// <summary>A codec in the peer's process, which reads the clock itself.</summary>
internal sealed class PeerContestant(string name, Peer peer, string codec, double d) : Contestant(name)
{
    protected override (int Bytes, double[] Encode, double[] Decode) Code(RgbImage image, int repeats) => peer.Code(codec, image, d, repeats);
}
