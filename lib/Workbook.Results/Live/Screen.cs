namespace Workbook.Results.Live;

/// <summary>The screen of the notebook that runs this code: shows values that change in place, and tells when the reader wants to stop.</summary>
/// <remarks>The same in the project's runner, in its Jupyter kernel and in .NET Interactive. Anywhere else, values are printed as plain text.</remarks>
public static class Screen
{
    private static readonly PlainScreen Plain = new();

    /// <summary>Signalled when the reader interrupts the cell; never signalled outside a notebook.</summary>
    public static CancellationToken Cancellation => Current.Cancellation;

    internal static IScreen Current => NotebookScreen.Current ?? (IScreen)Plain;

    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">A value that shows itself, for example a figure or a text.</param>
    /// <returns>The place on the screen, to show the next value in.</returns>
    public static LiveView Show(object value) => Current.Show(value);
}
