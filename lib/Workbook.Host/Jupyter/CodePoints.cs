namespace Workbook.Host.Jupyter;

/// <summary>Jupyter counts a position in Unicode characters, C# in UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 index of a position in characters; past the end: the end.</summary>
    public static int ToUtf16(string text, int characters)
    {
        var index = 0;
        for (; characters > 0 && index < text.Length; characters--)
            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return index;
    }

    /// <summary>The position in characters of a UTF-16 index.</summary>
    public static int FromUtf16(string text, int index)
    {
        var characters = 0;
        for (var i = 0; i < index; characters++)
            i += char.IsSurrogatePair(text, i) ? 2 : 1;
        return characters;
    }
}
