using System.Reflection;

namespace Workbook.Results.Live;

/// <summary>The screen of the notebook that runs this code: shows values that change in place, and tells when the reader wants to stop.</summary>
/// <remarks>
/// Found by reflection, so that a library needs no reference to any notebook host: .NET Interactive and the project's own engine offer
/// the same <c>KernelInvocationContext</c>. Anywhere else, values are printed as plain text.
/// </remarks>
public static class Screen
{
    private const string ContextType = "Microsoft.DotNet.Interactive.KernelInvocationContext";

    /// <summary>Signalled when the reader interrupts the cell; never signalled outside a notebook.</summary>
    public static CancellationToken Cancellation
        => Context() is { } context && context.GetType().GetProperty("CancellationToken")?.GetValue(context) is CancellationToken token ? token : default;

    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">A value that shows itself, for example a figure or a text.</param>
    /// <returns>The place on the screen, to show the next value in.</returns>
    public static LiveView Show(object value)
    {
        if (Context() is not { } context || Display(context.GetType()) is not { } display)
        {
            Console.WriteLine(value);
            return new LiveView(next => Console.WriteLine(next));
        }
        var shown = display.Invoke(null, [context, value, Array.Empty<string>()])!;
        var update = shown.GetType().GetMethod("Update")!;
        return new LiveView(next => update.Invoke(shown, [next]));
    }

    private static object? Context() => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => assembly.GetName().Name is "Microsoft.DotNet.Interactive" or "workbook")
        .Select(assembly => assembly.GetType(ContextType)?.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .FirstOrDefault(context => context is not null);

    private static MethodInfo? Display(Type context) => context.Assembly.GetType(ContextType + "Extensions")?
        .GetMethods().FirstOrDefault(method => method.Name == "Display" && method.GetParameters().Length == 3);
}
