using System.Globalization;
using Workbook.Codecs;

namespace Workbook.Results.Figures;

/// <summary>Colours, markers and dashes that stay apart for colour-blind readers and in grey.</summary>
/// <remarks>Colours: Okabe and Ito, "Color Universal Design" (2008), the pale yellow left out because it fades on white. The colour scale of
/// heat maps is viridis (van der Walt and Smith, 2015): its lightness grows steadily, so it also works in grey.</remarks>
internal static class Palette
{
    public const string Ink = "#262626";
    public const string Faint = "#6b6b6b";
    public const string Reference = "#8f8f8f";
    public const string Grid = "#e4e4e4";
    public const string Missing = "#d9d9d9";

    private static readonly string[] Lines = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];
    private static readonly string[] MarkerNames = ["circle", "square", "diamond", "triangle-up", "x", "triangle-down", "cross"];
    private static readonly string[] DashLengths = ["", "7,3", "2,2", "9,3,2,3", "14,4", "5,2,2,2,2,2", "1,3"];
    private static readonly string[] HatchNames = ["", "/", "-", "\\", "x", "|", "+"];

    private static readonly Rgb[] Viridis = [.. new[]
    {
        0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c,
        0x1fa088, 0x28ae80, 0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725,
    }.Select(hex => new Rgb((byte)(hex >> 16), (byte)(hex >> 8), (byte)hex))];

    public static string Color(int index) => Lines[index % Lines.Length];

    // From the eighth series on colours return, with another marker and dash.
    public static string Marker(int index) => MarkerNames[(index + index / Lines.Length) % MarkerNames.Length];

    public static string Dash(int index) => DashLengths[(index + index / Lines.Length) % DashLengths.Length];

    public static string Hatch(int index) => HatchNames[index % HatchNames.Length];

    public static IEnumerable<(double At, string Color)> ScaleStops => Viridis.Select((c, i) => (i / (Viridis.Length - 1.0), Hex(c)));

    /// <summary>Colour of a share in [0, 1] on the scale of heat maps.</summary>
    public static Rgb OnScale(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (Viridis.Length - 1);
        var index = Math.Min((int)place, Viridis.Length - 2);
        var (a, b, t) = (Viridis[index], Viridis[index + 1], place - index);
        return new Rgb(Mix(a.Red, b.Red, t), Mix(a.Green, b.Green, t), Mix(a.Blue, b.Blue, t));
    }

    public static string Hex(Rgb color) =>
        string.Create(CultureInfo.InvariantCulture, $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}");

    private static byte Mix(byte a, byte b, double t) => (byte)Math.Round(a + (b - a) * t);
}
