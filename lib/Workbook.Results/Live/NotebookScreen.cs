using System.Reflection;

namespace Workbook.Results.Live;

/// <summary>The place below the cell that runs now.</summary>
/// <remarks>
/// Found by reflection, so that a library needs no reference to any notebook host: .NET Interactive and the project's own engine offer
/// the same <c>KernelInvocationContext</c>.
/// </remarks>
internal sealed class NotebookScreen : IScreen
{
    private const string ContextType = "Microsoft.DotNet.Interactive.KernelInvocationContext";

    private readonly object context;
    private readonly MethodInfo display;

    private NotebookScreen(object context, MethodInfo display) => (this.context, this.display) = (context, display);

    /// <summary>The screen of the running cell; null where no cell runs.</summary>
    public static NotebookScreen? Current => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => assembly.GetName().Name is "Microsoft.DotNet.Interactive" or "workbook")
        .Select(Of).FirstOrDefault(screen => screen is not null);

    public bool ChangesInPlace => true;

    public CancellationToken Cancellation
        => context.GetType().GetProperty("CancellationToken")?.GetValue(context) is CancellationToken token ? token : default;

    public LiveView Show(object value)
    {
        var shown = display.Invoke(null, [context, value, Array.Empty<string>()])!;
        var update = shown.GetType().GetMethod("Update")!;
        return new LiveView(next => update.Invoke(shown, [next]));
    }

    public void AtEnd(Action action) => context.GetType().GetMethod("OnComplete")?.Invoke(context, [(Action<object>)(_ => action())]);

    // .NET Interactive leaves the context of a cell that has ended to what still runs from it.
    private static NotebookScreen? Of(Assembly host)
        => host.GetType(ContextType)?.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is { } context
            && context.GetType().GetProperty("IsComplete")?.GetValue(context) is not true
            && host.GetType(ContextType + "Extensions")?.GetMethods().FirstOrDefault(m => m.Name == "Display" && m.GetParameters().Length == 3) is { } display
            ? new NotebookScreen(context, display) : null;
}
