using System.Text.RegularExpressions;
using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests;

/// <summary>What every notebook keeps, so that it runs unchanged in the runner, in a Jupyter kernel and in .NET Interactive.</summary>
public partial class ContractTests
{
    private const int MostCodeCells = 25;
    private const int MostLines = 12;

    [Theory]
    [MemberData(nameof(Book.All), MemberType = typeof(Book))]
    public void The_file_names_the_kernel_and_the_language_of_every_cell(string name)
    {
        var notebook = Read(name);
        Assert.Equal(".net-csharp", (string?)notebook.Json["metadata"]!["kernelspec"]!["name"]);
        Assert.Equal(".NET (C#)", (string?)notebook.Json["metadata"]!["kernelspec"]!["display_name"]);
        Assert.Equal("C#", (string?)notebook.Json["metadata"]!["kernelspec"]!["language"]);
        Assert.Equal("C#", (string?)notebook.Json["metadata"]!["language_info"]!["name"]);
        Assert.All(Code(notebook), cell =>
        {
            Assert.Equal("csharp", (string?)cell.Json["metadata"]!["dotnet_interactive"]!["language"]);
            Assert.Equal("csharp", (string?)cell.Json["metadata"]!["polyglot_notebook"]!["kernelName"]);
        });
        Assert.Equal(notebook.Cells.Count, notebook.Cells.Select(cell => cell.Id).Where(id => id.Length > 0).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Book.All), MemberType = typeof(Book))]
    public void The_file_is_canonical_without_outputs_and_run_counts(string name)
    {
        var notebook = Read(name);
        notebook.Strip();
        Assert.Equal(notebook.ToString(), File.ReadAllText(Path.Combine(Book.Folder, name)));
    }

    [Theory]
    [MemberData(nameof(Book.All), MemberType = typeof(Book))]
    public void The_first_cells_are_title_load_and_parameters(string name)
    {
        var notebook = Read(name);
        Assert.StartsWith("# ", notebook.Cells[0].Source);
        var code = Code(notebook);
        Assert.Matches("^#load \"(\\.\\./)?(load|learning)\\.csx\"\n(using [^\n]+;\n?)+$", code[0].Source);
        Assert.Equal("parameters", Assert.Single(code[1].Tags));
        Assert.DoesNotContain(code, cell => cell != code[1] && cell.Tags.Contains("parameters"));
        Assert.Equal("\"quick\"", NotebookParameters.Declared(code[1].Source)["Mode"].Value);
    }

    [Theory]
    [MemberData(nameof(Book.All), MemberType = typeof(Book))]
    public void Cells_are_few_and_short_and_prose_comes_before_code(string name)
    {
        var cells = Read(name).Cells;
        Assert.InRange(cells.Count(cell => cell.IsCode), 3, MostCodeCells);
        Assert.All(cells.Where(cell => cell.IsCode).Skip(1), cell => Assert.InRange(cell.Source.Split('\n').Length, 1, MostLines)); // the first is a list of names
        Assert.All(cells.Zip(cells.Skip(1)).Where(pair => pair.Second.IsCode), pair => Assert.True(pair.First.IsMarkdown, $"no prose before {pair.Second.Id}"));
    }

    [Theory]
    [MemberData(nameof(Book.All), MemberType = typeof(Book))]
    public void Cells_use_nothing_that_only_one_host_knows(string name)
        => Assert.All(Code(Read(name)), cell => Assert.DoesNotMatch(HostOnly(), cell.Source));

    [Theory]
    [MemberData(nameof(Book.Chapters), MemberType = typeof(Book))]
    public void A_chapter_ends_with_what_was_learned_exercises_and_the_way_on(string name)
    {
        var headings = Read(name).Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split('\n')).Where(line => line.StartsWith('#')).ToArray();
        Assert.Contains(headings, heading => heading.Contains("What we learned", StringComparison.Ordinal));
        Assert.Contains(headings, heading => heading.Contains("Exercises", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Book.Folder, "solutions", name)), $"solutions/{name} is missing");
    }

    private static NotebookFile Read(string name) => NotebookFile.Read(Path.Combine(Book.Folder, name));

    private static NotebookCell[] Code(NotebookFile notebook) => [.. notebook.Cells.Where(cell => cell.IsCode)];

    [GeneratedRegex("""(?m)^\s*(#!|%|#r\s+"nuget|using var |namespace )|HTML\(|Plotly\.NET|#!import|\bSpan<""")]
    private static partial Regex HostOnly();
}
