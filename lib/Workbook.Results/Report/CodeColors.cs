using System.Text;
using System.Text.RegularExpressions;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Report;

/// <summary>Colours C# source lightly: comments, strings, numbers, keywords and directives.</summary>
internal static partial class CodeColors
{
    /// <summary>HTML of the source; everything in it is escaped.</summary>
    public static string Html(string source)
    {
        var (html, end) = (new StringBuilder(), 0);
        foreach (Match token in Tokens().Matches(source))
        {
            html.Append(Markup.Escape(source[end..token.Index]));
            var kind = token.Groups.Cast<Group>().Skip(1).First(g => g.Success).Name;
            html.Append($"<span class=\"c-{kind}\">").Append(Markup.Escape(token.Value)).Append("</span>");
            end = token.Index + token.Length;
        }
        return html.Append(Markup.Escape(source[end..])).ToString();
    }

    [GeneratedRegex("""
        (?<note>//[^\n]*|/\*[\s\S]*?\*/)
        |(?<text>\$*\"\"\"[\s\S]*?\"\"\"|(?:\$@|@\$|@)"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')
        |(?<directive>^\#\w+)
        |(?<number>(?<![\w.])\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[fFdDmMuUlL]*\b|\b0[xX][\da-fA-F_]+)
        |(?<word>\b(?:abstract|and|as|async|await|base|bool|break|byte|case|catch|char|class|const|continue|decimal|default|do|double|else|enum|false|finally|float|for|foreach|from|get|if|in|init|int|interface|internal|is|let|long|namespace|new|not|null|object|or|orderby|out|override|params|private|protected|public|readonly|record|ref|return|sbyte|sealed|select|set|short|static|string|struct|switch|this|throw|true|try|typeof|uint|ulong|ushort|using|var|virtual|void|when|where|while|with|yield)\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();
}
