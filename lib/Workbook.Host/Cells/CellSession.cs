using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbook.Host.Cells;

/// <summary>Runs C# script cells one after another; later cells see what earlier ones declared.</summary>
/// <remarks>
/// The engine of the notebooks: it knows nothing of files, consoles or protocols. A cell runs on its own thread and can be stopped,
/// even in <c>while(true)</c>. A cell that fails or is stopped keeps what it had declared and assigned until then.
/// One session runs in a process at a time, because a cell's console output is the process's.
/// </remarks>
public sealed class CellSession
{
    private const int MillisecondsForAwaits = 150;
    private const int MillisecondsForLoops = 400;
    private const int MillisecondsForAborts = 5_000;

    private readonly SubmissionChain _cells;
    private readonly Lock _outputLock = new();
    private Action<CellOutput> _output = _ => { };
    private CellEnd _end = new();

    /// <summary>Makes an empty session.</summary>
    /// <param name="baseDirectory">Where <c>#load</c> and <c>#r</c> look for relative paths: the notebook's folder.</param>
    public CellSession(string baseDirectory)
    {
        var loader = new InteractiveAssemblyLoader();
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location.Length > 0))
            loader.RegisterDependency(assembly);
        _cells = new SubmissionChain(new CellLanguage(baseDirectory).ScriptOptions, loader);
    }

    /// <summary>The session whose cell runs now, or null.</summary>
    public static CellSession? Running { get; private set; }

    /// <summary>Number of the last cell that ran, counted from 1.</summary>
    public int CellNumber { get; private set; }

    /// <summary>Signalled when the running cell is to stop.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>Where cells read from that call <c>Console.ReadLine</c>; at first nobody is there to answer.</summary>
    public TextReader Input { get; set; } = CellInput.None;

    /// <summary>How much stack a cell gets. Twice what a program gets; ten times as much would make endless recursion slow to end.</summary>
    internal int StackBytes { get; init; } = 16 << 20;

    /// <summary>Runs one cell to its end.</summary>
    /// <param name="code">C# script.</param>
    /// <param name="output">Gets what the cell shows, in order and within <see cref="OutputLimit"/>; calls do not overlap.</param>
    /// <param name="cancel">Stops the cell: first politely through <see cref="Cancellation"/>, then by aborting its thread.</param>
    /// <param name="number">What error messages call the cell; null: one more than the last.</param>
    /// <returns>True when the cell ran to its end.</returns>
    public bool Run(string code, Action<CellOutput> output, CancellationToken cancel = default, int? number = null)
    {
        CellNumber = number ?? CellNumber + 1;
        (_output, _end, Cancellation, Running) = (new OutputLimit(output).Add, new CellEnd(), cancel, this);
        using var console = new ConsoleCapture((name, text) => Emit(new StreamOutput(name, text)), Input);
        var error = default(ErrorOutput);
        var thread = new Thread(() => error = RunGuarded(code, cancel), StackBytes) { IsBackground = true, Name = $"cell {CellNumber}" };
        thread.Start();
        error = JoinUnlessStuck(thread, cancel) ? _end.Run(error) : CellErrors.OfStuckCell();
        Running = null;
        if (error is not null)
            Emit(error);
        return error is null;
    }

    /// <summary>Compiles a cell that is not run, so that the first one that is does not wait for the compiler to load.</summary>
    public void WarmUp() => _cells.Next("display(1 + 1)", "").Compile();

    /// <summary>Waits for a cell; after a stop not for ever, because a call into native code cannot be aborted.</summary>
    private static bool JoinUnlessStuck(Thread cell, CancellationToken cancel)
    {
        while (!cell.Join(MillisecondsForAwaits))
            if (cancel.IsCancellationRequested)
                return cell.Join(MillisecondsForAborts);
        return true;
    }

    internal void AtEnd(Action action) => _end.Add(action);

    internal DisplayedValue Display(FormattedValue[] values)
    {
        var id = Guid.NewGuid().ToString("N");
        Show(id, values, isUpdate: false);
        return new DisplayedValue(this, id, values);
    }

    internal void Show(string displayId, IEnumerable<FormattedValue> values, bool isUpdate)
        => Emit(new DisplayOutput(displayId, Bundle(values), IsResult: false, isUpdate));

    private static KeyValuePair<string, string>[] Bundle(IEnumerable<FormattedValue> values)
        => [.. values.Select(v => KeyValuePair.Create(v.MimeType, v.Value))];

    private void Emit(CellOutput output)
    {
        lock (_outputLock)
            _output(output);
    }

    internal void Clear(bool wait) => Emit(new ClearOutput(wait));

    private ErrorOutput? RunGuarded(string code, CancellationToken cancel)
    {
        try
        {
            return Execute(code, cancel);
        }
        catch (CompilationErrorException e)
        {
            return CellErrors.OfCompilation(e.Diagnostics, code);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return CellErrors.OfInterruption();
        }
        catch (Exception e) // a cell may throw anything, and the session must outlive it
        {
            return CellErrors.OfException(e);
        }
    }

    private ErrorOutput? Execute(string code, CancellationToken cancel)
    {
        var script = _cells.Compile(code, CellErrors.CellPath(CellNumber), cancel);
        Aborting(async () =>
        {
            var value = await _cells.Start(script, cancel);
            if (SubmissionChain.HasReturnValue(script) && value is not DisplayedValue)
                ShowResult(value);
        }, cancel);
        return null;
    }

    private void ShowResult(object? value)
    {
        var values = value switch
        {
            FormattedValue one => [one],
            IEnumerable<FormattedValue> many => [.. many],
            _ => FormattedValue.CreateManyFromObject(value),
        };
        Emit(new DisplayOutput($"result-{CellNumber}", Bundle(values), IsResult: true, IsUpdate: false));
    }

    /// <summary>Runs a cell so that even an endless loop ends on cancellation: awaits resume on this thread, and in the end the thread is aborted.</summary>
    /// <remarks>
    /// A cell that watches its token ends by itself and keeps its result. An await that never returns is left after
    /// <see cref="MillisecondsForAwaits"/>. The abort comes later still: one that meets either on its way out can block both.
    /// </remarks>
    private static void Aborting(Func<Task> start, CancellationToken cancel)
    {
        var pump = new MessagePump();
        SynchronizationContext.SetSynchronizationContext(pump);
        var task = default(Task);
        using var leave = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        using var patience = cancel.Register(() =>
        {
            leave.CancelAfter(MillisecondsForAwaits);
            abort.CancelAfter(MillisecondsForLoops);
        });
#pragma warning disable SYSLIB0046 // the only way to stop a cell that never looks at its token; the session keeps no locks while a cell runs
        ControlledExecution.Run(() =>
        {
            task = start();
            task.ContinueWith(_ => pump.Stop(), TaskScheduler.Default);
            pump.Loop(leave.Token);
        }, abort.Token);
#pragma warning restore SYSLIB0046
        task!.GetAwaiter().GetResult();
    }
}
