using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;

namespace Workbook.Host.Cells.Assist;

/// <summary>Finds the ways to go on typing.</summary>
internal static class Completer
{
    /// <summary>The words that VS Code and JupyterLab have icons for.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        [WellKnownTags.Class] = "class",
        [WellKnownTags.Constant] = "constant",
        [WellKnownTags.Delegate] = "class",
        [WellKnownTags.Enum] = "enum",
        [WellKnownTags.EnumMember] = "enumMember",
        [WellKnownTags.Event] = "event",
        [WellKnownTags.ExtensionMethod] = "method",
        [WellKnownTags.Field] = "field",
        [WellKnownTags.File] = "file",
        [WellKnownTags.Folder] = "folder",
        [WellKnownTags.Interface] = "interface",
        [WellKnownTags.Keyword] = "keyword",
        [WellKnownTags.Local] = "variable",
        [WellKnownTags.Method] = "method",
        [WellKnownTags.Namespace] = "module",
        [WellKnownTags.Parameter] = "variable",
        [WellKnownTags.Property] = "property",
        [WellKnownTags.RangeVariable] = "variable",
        [WellKnownTags.Structure] = "struct",
        [WellKnownTags.TypeParameter] = "typeParameter",
    };

    /// <summary>Gives what fits to the typed part of the word: what begins with it, or else what has its humps (WL for WriteLine).</summary>
    /// <param name="document">The cell.</param>
    /// <param name="position">The cursor.</param>
    /// <param name="cancel">Ends the search.</param>
    public static async Task<Completions> At(Document document, int position, CancellationToken cancel)
    {
        var service = CompletionService.GetService(document)!;
        var list = await service.GetCompletionsAsync(document, position, cancellationToken: cancel);
        // An item that also changes text elsewhere (adds a using, writes an overriding method) is more than a completion can say.
        var items = list.ItemsList.Where(item => !item.IsComplexTextEdit).ToArray();
        if (items.Length == 0)
            return new Completions(position, position, []);

        var text = await document.GetTextAsync(cancel);
        var typed = text.ToString(TextSpan.FromBounds(list.Span.Start, position));
        var matches = items.Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (matches.Length == 0)
            matches = [.. service.FilterItems(document, [.. items], typed)];
        return new Completions(list.Span.Start, list.Span.End, [.. matches.Select(ToCompletion).DistinctBy(c => c.Text)]);
    }

    private static Completion ToCompletion(CompletionItem item) => new(
        item.Properties.GetValueOrDefault("InsertionText", item.DisplayText) + (item.DisplayTextSuffix == ":" ? ":" : ""), // a named argument
        item.Tags.Select(tag => Kinds.GetValueOrDefault(tag)).FirstOrDefault(kind => kind is not null) ?? "text");
}
