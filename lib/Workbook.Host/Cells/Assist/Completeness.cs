using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Host.Cells.Assist;

/// <summary>Tells a console whether Enter runs the code or starts another line.</summary>
internal static class Completeness
{
    private const string Step = "    ";
    private const string NewlineInString = "CS1010";

    /// <summary>Judges code by its syntax alone.</summary>
    /// <param name="code">What was typed so far.</param>
    /// <returns>Jupyter's word (complete, incomplete or invalid), and what the next line of incomplete code begins with.</returns>
    public static (string Status, string Indent) Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CellLanguage.ParseOptions);
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (!SyntaxFactory.IsCompleteSubmission(tree) && errors.All(error => error.Id != NewlineInString))
            return ("incomplete", Indent(tree));
        return (errors.Length > 0 ? "invalid" : "complete", "");
    }

    /// <summary>The indent of the last line of code, and a step more behind what opens a block.</summary>
    private static string Indent(SyntaxTree tree)
    {
        var last = tree.GetRoot().GetLastToken();
        var line = tree.GetText().Lines.GetLineFromPosition(last.SpanStart).ToString();
        return line[..^line.TrimStart().Length] + (Opens(last) ? Step : "");
    }

    private static bool Opens(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => true,
        SyntaxKind.EqualsToken or SyntaxKind.EqualsGreaterThanToken or SyntaxKind.ColonToken => true,
        SyntaxKind.ElseKeyword or SyntaxKind.DoKeyword => true,
        SyntaxKind.CloseParenToken => token.Parent is StatementSyntax,
        _ => false,
    };
}
