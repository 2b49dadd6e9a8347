using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Host.Cells;

/// <summary>Finds the functions that may run into themselves unseen: those that call what a variable holds, or pass it on to be called.</summary>
/// <remarks>Told by names alone, in doubt yes; to bind a cell for it would take as long as to compile it.</remarks>
internal sealed class DelegateCalls(Compilation cell, SyntaxNode root)
{
    private readonly Lazy<HashSet<string>> _locals = new(() => [.. root.DescendantNodes().Select(node => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.Text,
        ParameterSyntax parameter => parameter.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        _ => "",
    })]);

    public bool MayStartIn(SyntaxNode function) => function.DescendantNodes().Any(node => node switch
    {
        InvocationExpressionSyntax call => call.Expression switch
        {
            SimpleNameSyntax name => IsVariable(name.Identifier.Text),
            MemberAccessExpressionSyntax member => IsVariable(member.Name.Identifier.Text),
            MemberBindingExpressionSyntax member => IsVariable(member.Name.Identifier.Text),
            _ => true,
        },
        ArgumentSyntax { Expression: IdentifierNameSyntax name } => Members(name.Identifier.Text).Any(member => member is IFieldSymbol { Type.TypeKind: TypeKind.Delegate }),
        _ => false,
    });

    private bool IsVariable(string name) => name == "Invoke" || _locals.Value.Contains(name) || Members(name).Any(member => member is not IMethodSymbol);

    /// <summary>What this cell or an earlier one declares by a name, among its variables and functions or inside a type.</summary>
    private IEnumerable<ISymbol> Members(string name)
    {
        for (var c = cell; c is not null; c = c.ScriptCompilationInfo?.PreviousScriptCompilation)
            foreach (var symbol in c.GetSymbolsWithName(name, SymbolFilter.Member))
                yield return symbol;
    }
}
