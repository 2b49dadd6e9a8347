namespace Workbook.Results.Figures.Svg;

/// <summary>How wide a text comes out, so that margins and legends can be laid out without a browser.</summary>
/// <remarks>Advance widths of Helvetica in thousandths of the font size; Arial and Liberation Sans share them.</remarks>
internal static class TextWidth
{
    private const int Other = 600;
    private const int Wide = 1000;

    private static readonly short[] Ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Width in pixels of a line of text.</summary>
    public static double Of(string text, double size, bool bold = false) => text.Sum(Advance) * size / 1000 * (bold ? 1.07 : 1);

    /// <summary>The text, cut with an ellipsis where it is wider than allowed.</summary>
    public static string Cut(string text, double size, double most)
    {
        if (Of(text, size) <= most)
            return text;
        var length = text.Length;
        while (length > 1 && Of(text[..length] + "…", size) > most)
            length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>The text in lines no wider than allowed; a single longer word gets a line of its own.</summary>
    public static IEnumerable<string> Wrap(string text, double size, double most)
    {
        var line = "";
        foreach (var word in text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Of(longer, size) > most)
            {
                yield return line;
                longer = word;
            }
            line = longer;
        }
        if (line.Length > 0)
            yield return line;
    }

    private static int Advance(char c) => c is >= ' ' and <= '~' ? Ascii[c - ' '] : c >= 0x2E80 ? Wide : Other;
}
