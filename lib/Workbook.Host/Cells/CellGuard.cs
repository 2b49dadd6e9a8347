using System.Collections.Immutable;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace Workbook.Host.Cells;

/// <summary>What a cell's code asks at every turn of a loop and on entry to a function: is it to stop, and has the stack room?</summary>
/// <remarks>
/// <see cref="GuardedText"/> writes the questions into the cell. .NET can neither stop a thread from outside nor catch a stack that overflows:
/// its way to abort a thread, <c>ControlledExecution</c>, ended the process for four of ten kinds of loops within twelve tries (.NET 10.0.12, Linux).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellGuard
{
    private static volatile bool s_anyStopped; // the only static field here, so that to read it takes no look at whether the class is initialised

    /// <summary>Asked at every turn of a loop and on entry to a function that cannot run into itself, or that the compiler guards.</summary>
    /// <exception cref="OperationCanceledException">The cell that started this code is to stop.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stop()
    {
        if (s_anyStopped)
            StopSwitch.ThrowIfMine();
    }

    /// <summary>Asked on entry to any other function.</summary>
    /// <exception cref="OperationCanceledException">The cell that started this code is to stop.</exception>
    /// <exception cref="InsufficientExecutionStackException">There is too little stack left to go on.</exception>
    public static void StopOrDeep()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Stop();
    }

    /// <summary>Makes the compiler ask for stack in every function it can, those included whose text is not rewritten; scripting has no public option for it.</summary>
    internal static void InstrumentCompiler()
    {
        const string Field = "s_EmitOptionsWithDebuggingInformation";
        var builder = typeof(Script).Assembly.GetType("Microsoft.CodeAnalysis.Scripting.ScriptBuilder", throwOnError: true)!;
        var options = builder.GetField(Field, BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null) ?? throw new MissingFieldException(builder.FullName, Field);
        typeof(EmitOptions).GetProperty(nameof(EmitOptions.InstrumentationKinds))!.SetValue(options, ImmutableArray.Create(InstrumentationKind.StackOverflowProbing));
    }

    /// <summary>Spares later cells the longer way; what still runs of stopped cells is not stopped any more.</summary>
    internal static void ForgetStopped() => s_anyStopped = false;

    /// <summary>Stops the code that one cell started, on whatever thread it runs.</summary>
    internal sealed class StopSwitch
    {
        private static readonly AsyncLocal<StopSwitch?> Mine = new();
        private volatile bool _isOn;
        private volatile bool _isHeld;

        /// <summary>The switch of the cell that started what this thread does, or null.</summary>
        public static StopSwitch? OfThisThread => Mine.Value;

        /// <summary>True where a thread of the cell will never go on.</summary>
        public bool IsHeld => _isHeld;

        /// <summary>Ends this thread without giving it a chance to clean up.</summary>
        public void Hold()
        {
            _isHeld = true;
            Thread.Sleep(Timeout.Infinite);
        }

        /// <summary>Makes what this thread does from now on, and starts on other threads, subject to this switch.</summary>
        public void Connect() => Mine.Value = this;

        /// <summary>From now on every question is answered with an exception.</summary>
        public void TurnOn() => _isOn = s_anyStopped = true;

        public static void ThrowIfMine()
        {
            if (Mine.Value is { _isOn: true })
                throw new OperationCanceledException("the cell was stopped");
        }
    }
}
