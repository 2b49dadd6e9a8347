using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Workbook.Host.Cells;

/// <summary>The C# of the cells: its version, and what every cell may use without asking.</summary>
/// <remarks>Kept in one place, so that what is offered while one types is what compiles when the cell runs.</remarks>
/// <param name="baseDirectory">Where <c>#load</c> and <c>#r</c> look for relative paths.</param>
internal sealed class CellLanguage(string baseDirectory)
{
    /// <summary>The submission before the first cell.</summary>
    public const string Prelude = "using static Microsoft.DotNet.Interactive.Kernel;";

    private const LanguageVersion Version = LanguageVersion.Latest;

    private static readonly ImmutableArray<string> Imports =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private readonly HostReferences _references = new(baseDirectory);
    private readonly SourceReferenceResolver _sources = ScriptSourceResolver.Default.WithBaseDirectory(baseDirectory);

    /// <summary>How a script is read.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(Version, kind: SourceCodeKind.Script);

    /// <summary>For running cells.</summary>
    public ScriptOptions ScriptOptions => ScriptOptions.Default
        .WithLanguageVersion(Version)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithEmitDebugInformation(true)
        .WithReferences(HostReferences.Default)
        .WithMetadataResolver(_references)
        .WithSourceResolver(_sources)
        .WithImports(Imports);

    /// <summary>For looking at cells without running them; references are <see cref="HostReferences.Default"/>.</summary>
    public CSharpCompilationOptions CompilationOptions => new(
        OutputKind.DynamicallyLinkedLibrary, usings: Imports, metadataReferenceResolver: _references, sourceReferenceResolver: _sources);
}
