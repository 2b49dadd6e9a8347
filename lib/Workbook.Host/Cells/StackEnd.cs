using System.Runtime.CompilerServices;

namespace Workbook.Host.Cells;

/// <summary>Holds a thread of a cell for ever that would lose its last stack to exceptions, and end the process.</summary>
/// <remarks>
/// .NET runs a catch block on top of the stack that threw. A function that calls itself and also throws, or calls itself, where it catches
/// takes 15 KB more at every step of the way back, and <see cref="CellGuard"/> has 128 KB left when it first throws.
/// </remarks>
internal static class StackEnd
{
    private const int MostExceptions = 3;

    [ThreadStatic]
    private static int t_exceptions;

    /// <summary>Begins to look at every exception of the process.</summary>
    public static void Watch() => AppDomain.CurrentDomain.FirstChanceException += (_, _) => OnThrow();

    private static void OnThrow()
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            t_exceptions = 0;
        else if (++t_exceptions > MostExceptions)
            CellGuard.StopSwitch.OfThisThread?.Hold();
    }
}
