using System.Text.RegularExpressions;

namespace Workbook.Results.Accuracy;

/// <summary>Which codecs differ by their setting only and so belong on one line of a chart.</summary>
internal static partial class CodecFamily
{
    /// <summary>A codec's name without the numbers of its setting: <c>MAGIC vertex q=32, Gaussian 2</c> is of <c>MAGIC vertex, Gaussian 2</c>.</summary>
    internal static string Of(string codec) => Setting().Replace(Shrinking().Replace(codec, "shrunk, "), "");

    [GeneratedRegex(@"^1/\d+, ")]
    private static partial Regex Shrinking();

    [GeneratedRegex(@",? (\w+=[\d.]+|[\d.]+:1|step \d+|\d+ bytes)")]
    private static partial Regex Setting();
}
