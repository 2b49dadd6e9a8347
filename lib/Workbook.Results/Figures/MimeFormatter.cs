namespace Workbook.Results.Figures;

/// <summary>One way to show a value. Notebook engines find both members by name.</summary>
internal sealed class MimeFormatter(string mimeType, Func<object, string?> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (write(instance) is not { } text)
            return false;
        writer.Write(text);
        return true;
    }
}
