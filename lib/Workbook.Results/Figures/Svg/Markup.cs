using System.Globalization;
using System.Text;

namespace Workbook.Results.Figures.Svg;

/// <summary>Text and numbers as SVG and HTML need them.</summary>
internal static class Markup
{
    /// <summary>Text in which nothing is markup any more: fit for element content and for quoted attributes, in SVG and in HTML.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                < 0x20 and not ('\t' or '\n' or '\r') or 0x7F or 0xFFFE or 0xFFFF => result.Append('\uFFFD'),
                _ => result.Append(rune),
            };
        }
        return result.ToString();
    }

    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Short identifying name of a content: the same content has the same name in every process.</summary>
    public static string Name(string content) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 6));
}
