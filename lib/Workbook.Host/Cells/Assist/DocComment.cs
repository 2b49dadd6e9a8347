using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Workbook.Host.Cells.Assist;

/// <summary>The doc comment of a symbol.</summary>
/// <param name="xml">The element that holds summary, parameters and so on.</param>
internal sealed class DocComment(XElement xml)
{
    private const int MostHops = 8; // comments may refer to each other in a circle

    private static readonly XElement Nothing = new("member");

    /// <summary>Finds the comment: the symbol's own, the one it inherits, or for a constructor without one that of its type.</summary>
    /// <param name="symbol">The symbol; null has no comment.</param>
    /// <param name="compilation">Where the symbol is used.</param>
    public static DocComment Of(ISymbol? symbol, Compilation compilation) => new(Find(symbol, compilation));

    /// <summary>Writes the comment below a signature.</summary>
    /// <param name="signature">C#.</param>
    /// <param name="text">How text is written.</param>
    public string Below(string signature, DocText text)
    {
        string[] parts =
        [
            text.Code(signature),
            text.Of(xml.Element("summary")),
            text.List("Parameters", xml.Elements("param").Concat(xml.Elements("typeparam")), "name"),
            text.Section("Returns", xml.Element("returns")),
            text.Section("Value", xml.Element("value")),
            text.List("Exceptions", xml.Elements("exception"), "cref"),
            text.Section("Remarks", xml.Element("remarks")),
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }

    private static XElement Find(ISymbol? symbol, Compilation compilation, int hops = MostHops)
    {
        if (symbol is null || hops == 0)
            return Nothing;
        if (symbol is IParameterSymbol parameter)
            return OfParameter(parameter, Find(parameter.ContainingSymbol, compilation, hops - 1));
        var xml = Parse(symbol.GetDocumentationCommentXml(expandIncludes: true) ?? "");
        if (xml.Element("inheritdoc") is { } heir)
            return Find(heir.Attribute("cref") is { Value: var id }
                ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) : Inherited(symbol), compilation, hops - 1);
        return symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && !xml.HasElements
            ? Find(symbol.ContainingType, compilation, hops - 1) : xml;
    }

    private static XElement OfParameter(IParameterSymbol parameter, XElement method)
    {
        var own = method.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == parameter.Name);
        return own is null ? Nothing : new XElement("member", new XElement("summary", own.Nodes()));
    }

    /// <summary>What the symbol overrides or implements, or for a type what it is derived from.</summary>
    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.BaseType is { SpecialType: SpecialType.None } parent ? parent : type.Interfaces.FirstOrDefault(),
        IMethodSymbol { OverriddenMethod: { } parent } => parent,
        IPropertySymbol { OverriddenProperty: { } parent } => parent,
        _ => symbol.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
    };

    private static XElement Parse(string xml)
    {
        try
        {
            return xml.Length == 0 ? Nothing : XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException) // a comment that its author left open
        {
            return Nothing;
        }
    }
}
