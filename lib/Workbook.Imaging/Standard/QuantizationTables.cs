using System.Globalization;
using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>Baseline JPEG with quantisation tables of one's own.</summary>
internal static class QuantizationTables
{
    /// <summary>At this quality the library takes tables as they are.</summary>
    private const uint Unscaled = 50;

    /// <summary>An ordinary JPEG file in 4:2:0.</summary>
    /// <param name="image">The image.</param>
    /// <param name="luma">64 steps of 1 to 255, row by row.</param>
    /// <param name="chroma">Likewise.</param>
    internal static byte[] Encode(RgbImage image, ReadOnlySpan<byte> luma, ReadOnlySpan<byte> chroma)
    {
        // The library reads tables from a file alone.
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $"<quantization-tables>{Table("0", "luma", luma)}{Table("1", "chroma", chroma)}</quantization-tables>");
            return NativeCodec.Encode(image, MagickFormat.Jpeg, native =>
            {
                native.Quality = Unscaled;
                native.Settings.SetDefine(MagickFormat.Jpeg, "sampling-factor", "4:2:0");
                native.Settings.SetDefine(MagickFormat.Jpeg, "q-table", file);
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Table(string slot, string alias, ReadOnlySpan<byte> steps) =>
        $"<table slot=\"{slot}\" alias=\"{alias}\"><description>{alias}</description><levels width=\"8\" height=\"8\" divisor=\"1\">"
        + string.Join(", ", steps.ToArray().Select(step => step.ToString(CultureInfo.InvariantCulture))) + "</levels></table>";
}
