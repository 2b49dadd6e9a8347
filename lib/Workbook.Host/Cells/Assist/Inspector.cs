using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.QuickInfo;

namespace Workbook.Host.Cells.Assist;

/// <summary>Finds what a name means.</summary>
internal static class Inspector
{
    private static readonly string[] SignatureSections =
        [QuickInfoSectionKinds.Description, QuickInfoSectionKinds.TypeParameters, QuickInfoSectionKinds.AnonymousTypes];

    /// <summary>Describes the name at or before the cursor, or else the method whose arguments the cursor is in.</summary>
    /// <param name="document">The cell.</param>
    /// <param name="position">The cursor.</param>
    /// <param name="cancel">Ends the search.</param>
    public static async Task<Inspection?> At(Document document, int position, CancellationToken cancel)
    {
        var root = (await document.GetSyntaxRootAsync(cancel))!;
        if ((NameAt(root, position) ?? CalledName(root, position)) is not { } name)
            return null;
        var info = await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, name.SpanStart, cancel);
        if (info is null)
            return null;
        var symbol = await SymbolFinder.FindSymbolAtPositionAsync(document, name.SpanStart, cancel);
        var docs = DocComment.Of(symbol, (await document.Project.GetCompilationAsync(cancel))!);
        var signature = string.Join("\n\n", info.Sections.Where(s => SignatureSections.Contains(s.Kind)).Select(s => s.Text.Trim()));
        return new Inspection(docs.Below(signature, DocText.Plain), docs.Below(signature, DocText.Markdown));
    }

    private static SyntaxToken? NameAt(SyntaxNode root, int position)
        => TokensAround(root, position).Where(IsName).Select(token => (SyntaxToken?)token).FirstOrDefault();

    private static bool IsName(SyntaxToken token)
        => token.IsKind(SyntaxKind.IdentifierToken) ? token.Span.Length > 0 : SyntaxFacts.IsPredefinedType(token.Kind());

    /// <summary>The token that the position is in or before, and the one that it is behind.</summary>
    private static IEnumerable<SyntaxToken> TokensAround(SyntaxNode root, int position)
        => new[] { position, position - 1 }.Where(p => p >= 0)
            .Select(p => root.FindToken(p)).Where(token => token.Span.IntersectsWith(position));

    private static SyntaxToken? CalledName(SyntaxNode root, int position)
        => root.FindToken(Math.Max(0, position - 1)).Parent?.AncestorsAndSelf()
            .Where(node => IsBetweenParentheses(node, position))
            .Select(node => CalledName(node.Parent!)).FirstOrDefault(name => name is not null);

    private static bool IsBetweenParentheses(SyntaxNode node, int position)
    {
        if (node is not (BaseArgumentListSyntax or AttributeArgumentListSyntax))
            return false;
        var (open, close) = (node.GetFirstToken(), node.GetLastToken(includeZeroWidth: true));
        return open.Span.End <= position && (close.IsMissing || position <= close.SpanStart);
    }

    private static SyntaxToken? CalledName(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: var method } => LastName(method),
        ObjectCreationExpressionSyntax { Type: var type } => LastName(type),
        ImplicitObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword,
        ConstructorInitializerSyntax { ThisOrBaseKeyword: var keyword } => keyword,
        PrimaryConstructorBaseTypeSyntax { Type: var type } => LastName(type),
        AttributeSyntax { Name: var name } => LastName(name),
        ElementAccessExpressionSyntax { ArgumentList.OpenBracketToken: var bracket } => bracket,
        _ => null,
    };

    private static SyntaxToken? LastName(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier,
        MemberAccessExpressionSyntax { Name: var name } => name.Identifier,
        MemberBindingExpressionSyntax { Name: var name } => name.Identifier,
        QualifiedNameSyntax { Right: var name } => name.Identifier,
        AliasQualifiedNameSyntax { Name: var name } => name.Identifier,
        _ => null,
    };
}
