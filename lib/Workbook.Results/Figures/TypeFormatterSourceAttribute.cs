namespace Workbook.Results.Figures;

/// <summary>Says which class knows how to show a type in a notebook.</summary>
/// <remarks>Notebook engines that use Microsoft.DotNet.Interactive.Formatting look for an attribute with this simple name, wherever it is
/// declared, so the library needs no reference to them. <see cref="PreferredMimeTypes"/> stays null: an empty array would show nothing.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[]? PreferredMimeTypes { get; set; }
}
