using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace Workbook.Host.Cells.Assist;

/// <summary>The cells as Roslyn's editor services see them: each one a script project that refers to the one before.</summary>
/// <remarks>The last project is open. Its text changes from question to question, so that only what changed is compiled anew.</remarks>
internal sealed class ScriptProjects
{
    private readonly CellLanguage _language;
    private Solution _solution = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution;
    private DocumentId? _open;

    /// <summary>Makes a chain whose first cell is open.</summary>
    /// <param name="language">What cells can use.</param>
    public ScriptProjects(CellLanguage language)
    {
        _language = language;
        Open();
        Close(CellLanguage.Prelude);
    }

    /// <summary>Gives the open cell its code.</summary>
    /// <param name="code">C# script.</param>
    public Document Edit(string code)
    {
        _solution = _solution.WithDocumentText(_open!, SourceText.From(code));
        return _solution.GetDocument(_open)!;
    }

    /// <summary>Ends the open cell and opens the next.</summary>
    /// <param name="code">C# script: what ran.</param>
    public void Close(string code)
    {
        Edit(code);
        Open();
    }

    private void Open()
    {
        var name = $"cell {_solution.ProjectIds.Count}";
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, name, name, LanguageNames.CSharp,
            compilationOptions: _language.CompilationOptions,
            parseOptions: CellLanguage.ParseOptions,
            projectReferences: _open is null ? [] : [new ProjectReference(_open.ProjectId)],
            metadataReferences: _open is null ? HostReferences.Default : [], // later ones inherit them; named again they would add up
            isSubmission: true);
        _open = DocumentId.CreateNewId(project.Id);
        _solution = _solution.AddProject(project).AddDocument(DocumentInfo.Create(_open, name, sourceCodeKind: SourceCodeKind.Script));
    }
}
