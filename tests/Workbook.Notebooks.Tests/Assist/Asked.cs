using Workbook.Host.Cells;
using Workbook.Host.Cells.Assist;

namespace Workbook.Notebooks.Tests.Assist;

/// <summary>Questions to an assistant, with the cursor drawn as a bar.</summary>
internal static class Asked
{
    /// <summary>An assistant in the notebooks' folder that saw these cells.</summary>
    public static CodeAssistant After(params string[] cells)
    {
        var assistant = new CodeAssistant(Book.Folder);
        foreach (var cell in cells)
            assistant.Add(cell);
        return assistant;
    }

    /// <summary>The first code cell of a chapter: it loads the libraries and opens their namespaces.</summary>
    public static string FirstCell { get; } =
        NotebookFile.Read(Path.Combine(Book.Folder, "01-color-bias.ipynb")).Cells.First(cell => cell.IsCode).Source;

    public static Completions Complete(this CodeAssistant assistant, string marked)
        => assistant.Complete(marked.Replace("|", ""), marked.IndexOf('|'));

    public static string[] Texts(this CodeAssistant assistant, string marked)
        => [.. assistant.Complete(marked).Items.Select(item => item.Text)];

    public static Inspection? Inspect(this CodeAssistant assistant, string marked)
        => assistant.Inspect(marked.Replace("|", ""), marked.IndexOf('|'));

    public static string? Signature(this CodeAssistant assistant, string marked)
        => assistant.Inspect(marked)?.PlainText.Split('\n')[0];
}
