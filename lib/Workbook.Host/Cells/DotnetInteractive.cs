// The few names of .NET Interactive that a notebook meets, so that its cells and the libraries' reflection run unchanged here.
#pragma warning disable CA1050, IDE0130 // the namespaces are .NET Interactive's on purpose
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Workbook.Host.Cells;

namespace Microsoft.DotNet.Interactive.Formatting
{
    /// <summary>A value written in one MIME type.</summary>
    /// <param name="mimeType">The MIME type.</param>
    /// <param name="value">The text; base64 for images in bytes.</param>
    public sealed class FormattedValue(string mimeType, string value)
    {
        /// <summary>The MIME type.</summary>
        public string MimeType { get; } = mimeType;

        /// <summary>The text; base64 for images in bytes.</summary>
        public string Value { get; } = value;

        /// <summary>Writes a value in the MIME types asked for, or in those its type prefers and as plain text.</summary>
        /// <param name="value">The value, possibly null.</param>
        /// <param name="mimeTypes">MIME types; none for the preferred ones.</param>
        /// <remarks>What is written already stays as it is.</remarks>
        public static FormattedValue[] CreateManyFromObject(object? value, params string[]? mimeTypes)
        {
            if (value is FormattedValue or IEnumerable<FormattedValue>)
                return value is FormattedValue one ? [one] : [.. (IEnumerable<FormattedValue>)value];
            IEnumerable<string> types = mimeTypes is { Length: > 0 }
                ? mimeTypes
                : Formatter.GetPreferredMimeTypesFor(value?.GetType()).Append(PlainTextFormatter.MimeType).Distinct();
            return [.. types.Select(type => new FormattedValue(type, value.ToDisplayString(type)))];
        }
    }

    /// <summary>A value on the reader's screen, which can be shown anew in place.</summary>
    public sealed class DisplayedValue
    {
        private readonly CellSession _session;

        internal DisplayedValue(CellSession session, string displayId, FormattedValue[] values)
            => (_session, DisplayId, FormattedValues) = (session, displayId, values);

        /// <summary>Names the output.</summary>
        public string DisplayId { get; }

        /// <summary>The value as it was last shown.</summary>
        public IReadOnlyCollection<FormattedValue> FormattedValues { get; private set; }

        /// <summary>Shows another value in the same place.</summary>
        /// <param name="updatedValue">The new value.</param>
        public void Update(object? updatedValue)
        {
            var mimeTypes = updatedValue is string ? [.. FormattedValues.Select(f => f.MimeType)] : Array.Empty<string>();
            FormattedValues = FormattedValue.CreateManyFromObject(updatedValue, mimeTypes);
            _session.Show(DisplayId, FormattedValues, isUpdate: true);
        }
    }
}

namespace Microsoft.DotNet.Interactive
{
    /// <summary>The cell that runs.</summary>
    public sealed class KernelInvocationContext
    {
        private readonly CellSession _session;

        internal KernelInvocationContext(CellSession session) => _session = session;

        /// <summary>The context of the running cell, or null between cells.</summary>
        public static KernelInvocationContext? Current => CellSession.Running is { } session ? new KernelInvocationContext(session) : null;

        /// <summary>Signalled when the reader interrupts the cell.</summary>
        public CancellationToken CancellationToken => _session.Cancellation;

        /// <summary>Takes away what the cell has shown so far.</summary>
        /// <param name="wait">True: not before the next output comes, so that nothing flickers.</param>
        public void ClearOutput(bool wait = false) => _session.Clear(wait);

        /// <summary>Does something when the cell has ended, however it ended, and can still show values.</summary>
        /// <param name="onComplete">Gets this context.</param>
        public void OnComplete(Action<KernelInvocationContext> onComplete) => _session.AtEnd(() => onComplete(this));

        internal DisplayedValue Show(object? value, string[] mimeTypes)
            => _session.Display(FormattedValue.CreateManyFromObject(value, mimeTypes));
    }

    /// <summary>What .NET Interactive adds to the context of a cell.</summary>
    public static class KernelInvocationContextExtensions
    {
        /// <summary>Shows a value.</summary>
        /// <param name="context">The running cell.</param>
        /// <param name="value">The value.</param>
        /// <param name="mimeTypes">MIME types; none for those the value's type prefers.</param>
        public static DisplayedValue Display(this KernelInvocationContext context, object? value, params string[] mimeTypes)
            => context.Show(value, mimeTypes);
    }

    /// <summary>The functions that every cell can call.</summary>
    public static class Kernel
    {
        /// <summary>Shows a value below the cell.</summary>
        /// <param name="value">The value.</param>
        /// <param name="mimeTypes">MIME types; none for those the value's type prefers.</param>
        public static DisplayedValue display(object? value, params string[] mimeTypes)
            => (KernelInvocationContext.Current ?? throw new InvalidOperationException("display was called while no cell runs"))
                .Display(value, mimeTypes);

        /// <summary>Takes away what the cell has shown so far.</summary>
        /// <param name="wait">True: not before the next output comes, so that nothing flickers.</param>
        public static void clear_output(bool wait = false) => KernelInvocationContext.Current?.ClearOutput(wait);

        /// <summary>Marks text as HTML.</summary>
        /// <param name="content">Markup.</param>
        public static IHtmlContent HTML(string content) => new HtmlString(content);
    }
}
