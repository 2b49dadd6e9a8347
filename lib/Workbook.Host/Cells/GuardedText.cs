using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Workbook.Host.Cells;

/// <summary>Writes the questions of <see cref="CellGuard"/> into the text of a cell.</summary>
/// <remarks>
/// The new text means the same and has the same lines. It does not compile where a function is to become an expression tree; then the
/// original has to do, in which the compiler still guards what is declared.
/// </remarks>
internal sealed class GuardedText
{
    private const string Stop = "global::Workbook.Host.Cells.CellGuard.Stop();";
    private const string StopOrDeep = "global::Workbook.Host.Cells.CellGuard.StopOrDeep();";

    private readonly SyntaxNode _root;
    private readonly DelegateCalls _calls;
    private readonly Lazy<SemanticModel> _model;
    private readonly bool _textIsRead;

    /// <summary>Looks at a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="earlier">The cell before.</param>
    /// <param name="bind">Gives the text its meaning; asked for seldom, because it takes as long as compiling.</param>
    public GuardedText(string code, Compilation earlier, Func<SyntaxTree, SemanticModel> bind)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CellLanguage.ParseOptions);
        _root = tree.GetRoot();
        _calls = new DelegateCalls(earlier, _root);
        _model = new Lazy<SemanticModel>(() => bind(tree));
        _textIsRead = Cells(earlier).Append(code).Any(text => text.Contains("CallerArgumentExpression", StringComparison.Ordinal));
    }

    /// <summary>The guarded text, or null where there is nothing to guard.</summary>
    public string? Write()
    {
        var changes = _root.DescendantNodes().SelectMany(node => Changes(node).Where(_ => !_textIsRead || !IsRead(node)))
            .OrderBy(change => change.Span.Start).ThenBy(change => change.Span.Length).ToArray();
        return changes.Length == 0 ? null : _root.GetText().WithChanges(changes).ToString();
    }

    private IEnumerable<TextChange> Changes(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => AtStart(loop.Statement),
        DoStatementSyntax loop => AtStart(loop.Statement),
        ForStatementSyntax loop => AtStart(loop.Statement),
        CommonForEachStatementSyntax loop => AtStart(loop.Statement),
        LabeledStatementSyntax label => [Insert(label.ColonToken.Span.End, Stop)],
        BaseMethodDeclarationSyntax { Body: { } body } => AtStart(body),
        MethodDeclarationSyntax { ExpressionBody: { } body } method
            => AsBlock(body, method.SemicolonToken, Stop, ReturnsNothing(method.ReturnType, method.Modifiers)),
        PropertyDeclarationSyntax { ExpressionBody: { } body } property => AsAccessors(body, property.SemicolonToken),
        IndexerDeclarationSyntax { ExpressionBody: { } body } indexer => AsAccessors(body, indexer.SemicolonToken),
        AccessorDeclarationSyntax { Body: { } body } => AtStart(body),
        AccessorDeclarationSyntax { ExpressionBody: { } body } accessor
            => AsBlock(body, accessor.SemicolonToken, Stop, returnsNothing: !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)),
        LocalFunctionStatementSyntax { Body: { } body } => [AfterBrace(body, Question(node))],
        LocalFunctionStatementSyntax { ExpressionBody: { } body } local
            => AsBlock(body, local.SemicolonToken, Question(node), ReturnsNothing(local.ReturnType, local.Modifiers)),
        AnonymousFunctionExpressionSyntax { Block: { } body } => [AfterBrace(body, Question(node))],
        LambdaExpressionSyntax { ExpressionBody: { } body } when !IsStatement(body) => AsBlock(body, Question(node) + "return "),
        LambdaExpressionSyntax { ExpressionBody: { } body } when _calls.MayStartIn(node) => OfAmbiguous(node, body),
        RecordDeclarationSyntax record => OfRecord(record),
        _ => [],
    };

    private string Question(SyntaxNode function) => _calls.MayStartIn(function) ? StopOrDeep : Stop;

    /// <summary>A body that could be a statement as well as a value: only its meaning tells which it is.</summary>
    private TextChange[] OfAmbiguous(SyntaxNode lambda, ExpressionSyntax body)
    {
        if (IsExpressionTree(lambda) || _model.Value.GetSymbolInfo(lambda).Symbol is not IMethodSymbol method)
            return [];
        var isStatement = body is ThrowExpressionSyntax || method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 });
        return AsBlock(body, StopOrDeep + (isStatement ? "" : "return "));
    }

    /// <summary>
    /// What compares or hashes a record first asks for its <c>EqualityContract</c>, and goes on without end where records hold each other.
    /// So this property is declared as the compiler would, with the question in it.
    /// </summary>
    private IEnumerable<TextChange> OfRecord(RecordDeclarationSyntax record)
    {
        if (record.ClassOrStructKeyword.Text == "struct" || record.Modifiers.Any(SyntaxKind.PartialKeyword)
            || record.Members.OfType<PropertyDeclarationSyntax>().Any(property => property.Identifier.Text == "EqualityContract"))
            return [];
        var isDerived = record.BaseList is not null && _model.Value.GetDeclaredSymbol(record)!.BaseType!.SpecialType != SpecialType.System_Object;
        var access = isDerived ? "protected override" : record.Modifiers.Any(SyntaxKind.SealedKeyword) ? "private" : "protected virtual";
        var contract = $" {access} global::System.Type EqualityContract {{ get {{ {StopOrDeep} return typeof({record.Identifier.Text}{record.TypeParameterList}); }} }} ";
        return record.SemicolonToken.Span.Length > 0
            ? [new TextChange(record.SemicolonToken.Span, $"{{{contract}}}")]
            : [Insert(record.OpenBraceToken.Span.End, contract)];
    }

    /// <summary>True inside an argument whose text the called method asks for.</summary>
    private bool IsRead(SyntaxNode node) => node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call
        => _model.Value.GetSymbolInfo(call).Symbol is IMethodSymbol called && called.Parameters.Any(parameter
            => parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(CallerArgumentExpressionAttribute))));

    private bool IsExpressionTree(SyntaxNode function) => function.AncestorsAndSelf().OfType<LambdaExpressionSyntax>()
        .Any(lambda => _model.Value.GetTypeInfo(lambda).ConvertedType?.ContainingNamespace?.ToString() == "System.Linq.Expressions");

    private static IEnumerable<string> Cells(Compilation? cell)
    {
        for (; cell is not null; cell = cell.ScriptCompilationInfo?.PreviousScriptCompilation)
            foreach (var tree in cell.SyntaxTrees)
                yield return tree.ToString();
    }

    private static bool ReturnsNothing(TypeSyntax type, SyntaxTokenList modifiers)
        => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is not GenericNameSyntax and not QualifiedNameSyntax { Right: GenericNameSyntax });

    private static bool IsStatement(ExpressionSyntax body) => body.Kind() is SyntaxKind.InvocationExpression or SyntaxKind.ConditionalAccessExpression
        or SyntaxKind.AwaitExpression or SyntaxKind.ObjectCreationExpression or SyntaxKind.ImplicitObjectCreationExpression or SyntaxKind.ThrowExpression
        or SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression
        || body is AssignmentExpressionSyntax;

    private static TextChange[] AtStart(StatementSyntax statement) => statement is BlockSyntax block
        ? [AfterBrace(block, Stop)]
        : [Insert(statement.SpanStart, "{" + Stop), Insert(statement.Span.End, "}")];

    private static TextChange AfterBrace(BlockSyntax block, string question) => Insert(block.OpenBraceToken.Span.End, question);

    private static TextChange[] AsBlock(ArrowExpressionClauseSyntax body, SyntaxToken semicolon, string question, bool returnsNothing)
        => [new(body.ArrowToken.Span, $"{{{question}{(returnsNothing || body.Expression is ThrowExpressionSyntax ? "" : "return ")}"), new(semicolon.Span, ";}")];

    private static TextChange[] AsAccessors(ArrowExpressionClauseSyntax body, SyntaxToken semicolon)
        => [Insert(body.ArrowToken.SpanStart, "{get"), .. AsBlock(body, semicolon, Stop, returnsNothing: false), Insert(semicolon.Span.End, "}")];

    private static TextChange[] AsBlock(ExpressionSyntax body, string start) => [Insert(body.SpanStart, "{" + start), Insert(body.Span.End, ";}")];

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);
}
