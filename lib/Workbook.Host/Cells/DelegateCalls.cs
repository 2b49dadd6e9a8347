using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Host.Cells;

/// <summary>Finds lambdas that may run into themselves unseen: those that call what a variable holds, or pass it on to be called.</summary>
/// <remarks>Told by names alone, in doubt yes.</remarks>
internal sealed class DelegateCalls(Compilation earlier, SyntaxNode root)
{
    private readonly Lazy<ILookup<string, TypeSyntax?>> _declared = new(() => root.DescendantNodes().Select(node => node switch
    {
        VariableDeclaratorSyntax variable => (variable.Identifier.Text, (variable.Parent as VariableDeclarationSyntax)?.Type),
        PropertyDeclarationSyntax property => (property.Identifier.Text, property.Type),
        ParameterSyntax parameter => (parameter.Identifier.Text, null),
        LocalFunctionStatementSyntax function => (function.Identifier.Text, null),
        _ => ("", null),
    }).ToLookup(pair => pair.Item1, pair => pair.Item2));

    public bool MayStartIn(SyntaxNode function) => function.DescendantNodes().Any(node => node switch
    {
        InvocationExpressionSyntax call => call.Expression switch
        {
            SimpleNameSyntax name => IsVariable(name.Identifier.Text),
            MemberAccessExpressionSyntax member => IsVariable(member.Name.Identifier.Text),
            MemberBindingExpressionSyntax member => IsVariable(member.Name.Identifier.Text),
            _ => true,
        },
        ArgumentSyntax { Expression: IdentifierNameSyntax name } => MayHoldDelegate(name.Identifier.Text),
        _ => false,
    });

    private bool IsVariable(string name) => name == "Invoke" || _declared.Value.Contains(name) || Earlier(name).Any(member => member is not IMethodSymbol);

    private bool MayHoldDelegate(string name) => _declared.Value[name].Any(type => type is NameSyntax { IsVar: false })
        || Earlier(name).Any(member => member is IFieldSymbol { Type.TypeKind: TypeKind.Delegate });

    /// <summary>What earlier cells declare by a name, among their variables and functions or inside a type.</summary>
    private IEnumerable<ISymbol> Earlier(string name)
    {
        for (var cell = earlier; cell is not null; cell = cell.ScriptCompilationInfo?.PreviousScriptCompilation)
            foreach (var symbol in cell.GetSymbolsWithName(name, SymbolFilter.Member))
                yield return symbol;
    }
}
