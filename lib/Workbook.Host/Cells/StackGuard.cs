using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace Workbook.Host.Cells;

/// <summary>Makes endless recursion in a cell an exception; without it .NET ends the process.</summary>
/// <remarks>
/// Every function of a cell asks on entry whether the stack has room, and throws <see cref="InsufficientExecutionStackException"/> if not.
/// The compiler writes that question into what the cell declares, but not into lambdas and local functions among the cell's statements,
/// nor into what it makes up for records. There it goes into the cell's text, without new lines, so that line numbers stay.
/// </remarks>
internal static class StackGuard
{
    private const string Check = "global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();";

    /// <summary>Makes the compiler guard every script of this process; scripting has no public option for it.</summary>
    public static void Enable()
    {
        var builder = typeof(Script).Assembly.GetType("Microsoft.CodeAnalysis.Scripting.ScriptBuilder", throwOnError: true)!;
        var options = builder.GetField("s_EmitOptionsWithDebuggingInformation", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null)
            ?? throw new MissingFieldException(builder.FullName, "s_EmitOptionsWithDebuggingInformation");
        typeof(EmitOptions).GetProperty(nameof(EmitOptions.InstrumentationKinds))!.SetValue(options, ImmutableArray.Create(InstrumentationKind.StackOverflowProbing));
    }

    /// <summary>The cell's text with the questions that the compiler leaves out, or null where none is missing.</summary>
    /// <remarks>The text means what the original means. Where it does not compile, the original has to do.</remarks>
    public static string? Complete(Script cell)
    {
        var compilation = cell.GetCompilation();
        var tree = compilation.SyntaxTrees.Last();
        var model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree));
        var root = tree.GetRoot();
        var calls = new DelegateCalls(compilation, root);
        var changes = root.DescendantNodes(node => node is CompilationUnitSyntax or TypeDeclarationSyntax).OfType<RecordDeclarationSyntax>()
            .SelectMany(record => OfRecord(record, model))
            .Concat(root.DescendantNodes(node => !IsGuardedByCompiler(node)).SelectMany(node => OfFunction(node, model, calls)))
            .OrderBy(change => change.Span.Start).ToArray();
        return changes.Length == 0 ? null : tree.GetText().WithChanges(changes).ToString();
    }

    private static bool IsGuardedByCompiler(SyntaxNode node)
        => node is BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax or AccessorListSyntax or ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax };

    private static IEnumerable<TextChange> OfFunction(SyntaxNode node, Lazy<SemanticModel> model, DelegateCalls calls)
    {
        if (node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || !calls.MayStartIn(node) || IsRead(node, model.Value))
            return [];
        return node switch
        {
            AnonymousFunctionExpressionSyntax { Block: { } block } => [AtStart(block)],
            LocalFunctionStatementSyntax { Body: { } block } => [AtStart(block)],
            LocalFunctionStatementSyntax { ExpressionBody: { } body } => [new TextChange(body.ArrowToken.Span, ""), .. AsBlock(body.Expression, model.Value.GetDeclaredSymbol(node))],
            AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } => AsBlock(body, model.Value.GetSymbolInfo(node).Symbol),
            _ => [],
        };
    }

    /// <summary>
    /// What compares or hashes a record asks for its <c>EqualityContract</c> first, and so does so without end where records hold each other.
    /// It is written out here as the compiler would, with the question in it.
    /// </summary>
    private static IEnumerable<TextChange> OfRecord(RecordDeclarationSyntax record, Lazy<SemanticModel> model)
    {
        if (record.ClassOrStructKeyword.Text == "struct" || record.Modifiers.Any(modifier => modifier.Text == "partial")
            || record.Members.OfType<PropertyDeclarationSyntax>().Any(property => property.Identifier.Text == "EqualityContract"))
            return [];
        var isDerived = record.BaseList is not null && model.Value.GetDeclaredSymbol(record)!.BaseType!.SpecialType != SpecialType.System_Object;
        var isSealed = record.Modifiers.Any(modifier => modifier.Text == "sealed");
        var access = isDerived ? "protected override" : isSealed ? "private" : "protected virtual";
        var contract = $" {access} global::System.Type EqualityContract {{ get {{ {Check} return typeof({record.Identifier.Text}{record.TypeParameterList}); }} }} ";
        return record.OpenBraceToken.Span.Length > 0
            ? [Insert(record.OpenBraceToken.Span.End, contract)]
            : [new TextChange(record.SemicolonToken.Span, $"{{{contract}}}")];
    }

    /// <summary>True inside an expression tree, and inside an argument whose text the called method asks for.</summary>
    private static bool IsRead(SyntaxNode function, SemanticModel model) => function.AncestorsAndSelf().Any(node => node switch
    {
        LambdaExpressionSyntax => model.GetTypeInfo(node).ConvertedType?.ContainingNamespace?.ToString() == "System.Linq.Expressions",
        InvocationExpressionSyntax => model.GetSymbolInfo(node).Symbol is IMethodSymbol called && called.Parameters.Any(parameter
            => parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(CallerArgumentExpressionAttribute))),
        _ => false,
    });

    private static TextChange AtStart(BlockSyntax block) => Insert(block.OpenBraceToken.Span.End, Check);

    private static TextChange[] AsBlock(ExpressionSyntax body, ISymbol? function)
    {
        if (function is not IMethodSymbol method)
            return [];
        var isStatement = body is ThrowExpressionSyntax || method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 });
        return [Insert(body.SpanStart, $"{{{Check}{(isStatement ? "" : "return ")}"), Insert(body.Span.End, ";}")];
    }

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);
}
