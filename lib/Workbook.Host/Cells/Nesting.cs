using Microsoft.CodeAnalysis.CSharp;

namespace Workbook.Host.Cells;

/// <summary>How deep brackets stand inside each other: the compiler follows them by recursion, and would end the process.</summary>
internal static class Nesting
{
    /// <summary>Deepest nesting that is compiled.</summary>
    public const int Max = 1_000;

    /// <summary>The deepest nesting in a text of C#.</summary>
    public static int Depth(string code)
    {
        int depth = 0, deepest = 0;
        foreach (var token in SyntaxFactory.ParseTokens(code, options: CellLanguage.ParseOptions))
            deepest = Math.Max(deepest, depth += token.Kind() switch
            {
                SyntaxKind.OpenParenToken or SyntaxKind.OpenBraceToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseParenToken or SyntaxKind.CloseBraceToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            });
        return deepest;
    }
}
