using System.Reflection;
using System.Runtime;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
    private const int StackBytes = 64 << 20;
    private const int PatienceMilliseconds = 250;
    private static readonly MethodInfo HasReturnValue =
        typeof(Script).GetMethod("HasReturnValue", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly ScriptOptions _options;
    private readonly InteractiveAssemblyLoader _loader = new();
    private readonly Lock _outputLock = new();
    private ScriptState<object>? _state;
    private Action<CellOutput> _output = _ => { };
    private int _displays;

    /// <summary>Makes an empty session.</summary>
    /// <param name="baseDirectory">Where <c>#load</c> and <c>#r</c> look for relative paths: the notebook's folder.</param>
    public CellSession(string baseDirectory)
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location.Length > 0))
            _loader.RegisterDependency(assembly);
        _options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true)
            .WithReferences(HostReferences.Default)
            .WithMetadataResolver(new HostReferences(baseDirectory))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(baseDirectory))
            .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq");
    }

    /// <summary>The session whose cell runs now, or null.</summary>
    public static CellSession? Running { get; private set; }

    /// <summary>Number of the last cell that ran, counted from 1.</summary>
    public int CellNumber { get; private set; }

    /// <summary>Signalled when the running cell is to stop.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>Runs one cell to its end.</summary>
    /// <param name="code">C# script.</param>
    /// <param name="output">Gets what the cell shows, in order; calls do not overlap.</param>
    /// <param name="cancel">Stops the cell: first politely through <see cref="Cancellation"/>, then by aborting its thread.</param>
    /// <returns>True when the cell ran to its end.</returns>
    public bool Run(string code, Action<CellOutput> output, CancellationToken cancel = default)
    {
        CellNumber++;
        (_output, Cancellation, Running) = (output, cancel, this);
        using var console = new ConsoleCapture((name, text) => Emit(new StreamOutput(name, text)));
        var error = default(ErrorOutput);
        var thread = new Thread(() => error = RunGuarded(code, cancel), StackBytes) { IsBackground = true, Name = $"cell {CellNumber}" };
        thread.Start();
        thread.Join();
        Running = null;
        if (error is not null)
            Emit(error);
        return error is null;
    }

    internal DisplayedValue Display(FormattedValue[] values)
    {
        var id = $"cell-{CellNumber}-display-{Interlocked.Increment(ref _displays)}";
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
        _state ??= CSharpScript.Create<object>("using static Microsoft.DotNet.Interactive.Kernel;", _options, null, _loader)
            .RunAsync(cancellationToken: cancel).GetAwaiter().GetResult();
        var path = CellErrors.CellPath(CellNumber);
        var script = _state.Script.ContinueWith<object>(code, _options.WithFilePath(path).WithFileEncoding(Encoding.UTF8));
        var diagnostics = script.Compile(cancel);
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            return CellErrors.OfCompilation(diagnostics, code);

        var thrown = default(Exception);
        _state = Aborting(() => script.RunFromAsync(_state, e => { thrown = e; return true; }, cancel), cancel);
        if (thrown is not null)
            return thrown is OperationCanceledException && cancel.IsCancellationRequested
                ? CellErrors.OfInterruption() : CellErrors.OfException(thrown);
        if ((bool)HasReturnValue.Invoke(script, null)! && _state.ReturnValue is not DisplayedValue)
            ShowResult(_state.ReturnValue);
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
        Emit(new DisplayOutput($"cell-{CellNumber}-result", Bundle(values), IsResult: true, IsUpdate: false));
    }

    /// <summary>Runs a script so that even an endless loop ends on cancellation: awaits resume on this thread, and in the end the thread is aborted.</summary>
    /// <remarks>The abort comes late: one that meets the polite end on its way out of the loop can block both.</remarks>
    private static T Aborting<T>(Func<Task<T>> start, CancellationToken cancel)
    {
        var pump = new MessagePump();
        SynchronizationContext.SetSynchronizationContext(pump);
        var task = default(Task<T>);
        using var abort = new CancellationTokenSource();
        using var patience = cancel.Register(() => abort.CancelAfter(PatienceMilliseconds));
#pragma warning disable SYSLIB0046 // the only way to stop a cell that never looks at its token; the session keeps no locks while a cell runs
        ControlledExecution.Run(() =>
        {
            task = start();
            task.ContinueWith(_ => pump.Stop(), TaskScheduler.Default);
            pump.Loop(cancel);
        }, abort.Token);
#pragma warning restore SYSLIB0046
        return task!.GetAwaiter().GetResult();
    }
}
