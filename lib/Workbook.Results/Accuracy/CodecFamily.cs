using System.Text.RegularExpressions;

namespace Workbook.Results.Accuracy;

/// <summary>Which codecs differ by their setting only and so belong on one line of a chart.</summary>
internal static partial class CodecFamily
{
    /// <summary>A codec's name without the numbers of its setting: <c>MAGIC vertex q=32, Gaussian 2</c> is of <c>MAGIC vertex, Gaussian 2</c>.</summary>
    internal static string Of(string codec) => Setting().Replace(Shrinking().Replace(codec, "shrunk, "), "");

    /// <summary>The same with its setting beside it; factors of shrinking are families of their own: <c>1/8, WebP q=20</c> is <c>1/8, WebP</c> at <c>q=20</c>.</summary>
    internal static (string Method, string Setting) Part(string codec) => (Setting().Replace(codec, ""), string.Join(" ", Setting().Matches(codec).Select(match => match.Groups[1].Value)));

    [GeneratedRegex(@"^1/\d+, ")]
    private static partial Regex Shrinking();

    [GeneratedRegex(@",? (\w+=[\d.]+|[\d.]+:1|step \d+|\d+ bytes)")]
    private static partial Regex Setting();
}
