using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Host.Cells;

/// <summary>The parameters that a notebook declares in its one cell tagged <c>parameters</c>, and new values for them.</summary>
/// <remarks>Papermill's convention: the values go into a cell of their own, tagged <c>injected-parameters</c>, right after the declarations.</remarks>
public static class NotebookParameters
{
    private const string Tag = "parameters";
    private const string InjectedTag = "injected-parameters";

    /// <summary>Puts values into a notebook.</summary>
    /// <param name="notebook">The notebook; changed in place.</param>
    /// <param name="name">The notebook's name, for messages.</param>
    /// <param name="values">Values by the parameter's name, as typed on a command line. Empty: nothing is injected.</param>
    /// <exception cref="NotebookException">A name is not declared, or a value does not fit the declared type.</exception>
    public static void Inject(NotebookFile notebook, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
            return;
        var cells = notebook.Json["cells"]!.AsArray();
        var index = cells.Select((cell, i) => (Cell: new NotebookCell(cell!.AsObject()), i)).FirstOrDefault(c => c.Cell.Tags.Contains(Tag), (null!, -1)).i;
        if (index < 0)
            throw new NotebookException($"{name} has no cell tagged '{Tag}', so {string.Join(", ", values.Keys)} cannot be set");

        var declared = Declared(new NotebookCell(cells[index]!.AsObject()).Source);
        var lines = values.Select(value => Assignment(name, declared, value.Key, value.Value));
        if (index + 1 < cells.Count && new NotebookCell(cells[index + 1]!.AsObject()).Tags.Contains(InjectedTag))
            cells.RemoveAt(index + 1);
        cells.Insert(index + 1, InjectedCell(cells[index]!["metadata"]!.AsObject(), "// Parameters\n" + string.Join("\n", lines)));
    }

    /// <summary>The declared parameters: name, and the initial value as C#.</summary>
    /// <param name="source">The source of the cell tagged <c>parameters</c>.</param>
    public static IReadOnlyDictionary<string, (string Type, string Value)> Declared(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script)).GetRoot();
        return root.DescendantNodes().OfType<VariableDeclarationSyntax>()
            .SelectMany(d => d.Variables.Select(v => (v.Identifier.Text, Type: d.Type.ToString(), Value: v.Initializer?.Value.ToString() ?? "")))
            .ToDictionary(p => p.Text, p => (p.Type == "var" ? TypeOfLiteral(p.Value) : p.Type, p.Value));
    }

    private static string TypeOfLiteral(string value) => value switch
    {
        "true" or "false" => "bool",
        ['"', ..] or ['$', ..] or ['@', ..] => "string",
        _ when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) => "int",
        [.., 'f' or 'F'] => "float",
        [.., 'u' or 'U' or 'L'] => value.Contains('u', StringComparison.OrdinalIgnoreCase) ? value.Contains('L') ? "ulong" : "uint" : "long",
        _ => "double",
    };

    private static string Assignment(string notebook, IReadOnlyDictionary<string, (string Type, string Value)> declared, string name, string value)
    {
        if (!declared.TryGetValue(name, out var parameter))
            throw new NotebookException($"{notebook} has no parameter '{name}'; it has {string.Join(", ", declared.Select(p => $"{p.Key} = {p.Value.Value}"))}");
        var type = parameter.Type.TrimEnd('?');
        var literal = type switch
        {
            "string" => SymbolDisplay.FormatLiteral(value, quote: true),
            "bool" when bool.TryParse(value, out var truth) => truth ? "true" : "false",
            "int" when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => $"{whole}",
            "uint" when uint.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => $"{whole}",
            "long" when long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => $"{whole}",
            "ulong" when ulong.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => $"{whole}",
            "double" or "float" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
                => real.ToString("R", CultureInfo.InvariantCulture) + (type == "float" ? "f" : "d"),
            _ => throw new NotebookException($"{notebook}: '{value}' is no {type}, the type of parameter {name} = {parameter.Value}"),
        };
        return $"{type} {name} = {literal};";
    }

    private static JsonObject InjectedCell(JsonObject metadata, string source)
    {
        var own = metadata.DeepClone().AsObject();
        own["tags"] = new JsonArray(InjectedTag);
        return new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = InjectedTag,
            ["metadata"] = own,
            ["outputs"] = new JsonArray(),
            ["source"] = new JsonArray([.. Lines(source)]),
        };
    }

    private static IEnumerable<JsonNode> Lines(string source)
    {
        var lines = source.Split('\n');
        return lines.Select((line, i) => (JsonNode)(i < lines.Length - 1 ? line + "\n" : line));
    }
}
