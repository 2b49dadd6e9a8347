using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Workbook.Host.Cells.Assist;

/// <summary>Writes the markup of doc comments as text for people: plain, or as Markdown.</summary>
internal sealed partial class DocText
{
    private readonly bool _isMarkdown;

    private DocText(bool isMarkdown) => _isMarkdown = isMarkdown;

    /// <summary>For terminals.</summary>
    public static DocText Plain { get; } = new(isMarkdown: false);

    /// <summary>For front ends.</summary>
    public static DocText Markdown { get; } = new(isMarkdown: true);

    /// <summary>Lines of C#.</summary>
    /// <param name="code">The lines.</param>
    public string Code(string code) => _isMarkdown ? $"```csharp\n{code}\n```" : code;

    /// <summary>The text of an element, or nothing.</summary>
    /// <param name="element">An element of a doc comment.</param>
    public string Of(XElement? element)
        => element is null ? "" : ParagraphBreaks().Replace(string.Concat(element.Nodes().Select(Of)), "\n\n").Trim();

    /// <summary>The text of an element under a heading, or nothing.</summary>
    /// <param name="heading">A word.</param>
    /// <param name="element">An element of a doc comment.</param>
    public string Section(string heading, XElement? element) => Of(element) is { Length: > 0 } text ? $"{Heading(heading)}: {text}" : "";

    /// <summary>The texts of named elements under a heading, or nothing.</summary>
    /// <param name="heading">A word.</param>
    /// <param name="elements">Elements of a doc comment.</param>
    /// <param name="name">The attribute that names each.</param>
    public string List(string heading, IEnumerable<XElement> elements, string name)
    {
        var lines = elements.Select(e => $"{Bullet}{Name(ShortName((string?)e.Attribute(name) ?? ""))}: {Of(e).Replace("\n", "\n  ")}").ToArray();
        return lines.Length == 0 ? "" : $"{Heading(heading)}{(_isMarkdown ? "\n\n" : ":\n")}{string.Join('\n', lines)}";
    }

    private string Bullet => _isMarkdown ? "- " : "  ";

    private string Heading(string word) => _isMarkdown ? $"**{word}**" : word;

    private string Name(string name) => _isMarkdown ? $"`{name}`" : name;

    private string Of(XNode node) => node switch
    {
        XText text => Escaped(Spaces().Replace(text.Value, match => match.Value.Count(c => c == '\n') > 1 ? "\n\n" : " ")),
        XElement { Name.LocalName: "c" or "tt" } code => Name(code.Value),
        XElement { Name.LocalName: "code" } code => $"\n\n{Code(code.Value.Trim('\n', '\r'))}\n\n",
        XElement { Name.LocalName: "br" } => "\n",
        XElement { Name.LocalName: "para" or "list" } block => $"\n\n{Of(block)}\n\n",
        XElement { Name.LocalName: "item" or "listheader" } item => $"\n{Bullet}{Of(item)}",
        XElement { Name.LocalName: "term" } term => $"{Of(term)}: ",
        XElement { IsEmpty: true } reference => Name(ShortName((string?)reference.FirstAttribute ?? "")),
        XElement element => Of(element),
        _ => "",
    };

    private string Escaped(string text) => _isMarkdown ? MarkdownSigns().Replace(text, @"\$0") : text;

    /// <summary>Names of types without namespace and of members with their type, as in a text: <c>M:System.String.Join(…)</c> is String.Join.</summary>
    private static string ShortName(string reference)
    {
        if (reference.Length < 2 || reference[1] != ':')
            return reference;
        var path = Arities().Replace(reference[2..].Split('(')[0], "").Replace(".#ctor", "").Split('.');
        return string.Join('.', path.TakeLast(reference[0] is 'T' or 'N' || reference.Contains("#ctor", StringComparison.Ordinal) ? 1 : 2));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" *\n *\n\s*")]
    private static partial Regex ParagraphBreaks();

    [GeneratedRegex(@"[\\`*_<$]")]
    private static partial Regex MarkdownSigns();

    [GeneratedRegex(@"`+\d+|\{[^}]*\}")]
    private static partial Regex Arities();
}
