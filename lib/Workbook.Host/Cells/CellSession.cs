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
    private readonly SubmissionChain _cells;
    private readonly Lock _outputLock = new();
    private Action<CellOutput> _output = _ => { };
    private CellEnd _end = new();

    static CellSession() => ExceptionFormatter.Register();

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

    /// <summary>How much stack a cell gets: as much as a program on Linux. The more it is, the longer endless recursion takes to end.</summary>
    internal int StackBytes { get; init; } = 8 << 20;

    /// <summary>Runs one cell to its end.</summary>
    /// <param name="code">C# script.</param>
    /// <param name="output">Gets what the cell shows, in order and within <see cref="OutputLimit"/>; calls do not overlap.</param>
    /// <param name="cancel">Stops the cell: first politely through <see cref="Cancellation"/>, then as <see cref="CellThread"/> says.</param>
    /// <param name="number">What error messages call the cell; null: one more than the last.</param>
    /// <returns>True when the cell ran to its end.</returns>
    public bool Run(string code, Action<CellOutput> output, CancellationToken cancel = default, int? number = null)
    {
        CellNumber = number ?? CellNumber + 1;
        (_output, _end, Cancellation, Running) = (new OutputLimit(output).Add, new CellEnd(), cancel, this);
        using var console = new ConsoleCapture((name, text) => Emit(new StreamOutput(name, text)), Input);
        var error = CellErrors.OfInterruption();
        var thread = new CellThread(cancel);
        error = thread.Run(() => error = RunGuarded(code, thread, cancel), StackBytes) ?? _end.Run(error);
        Running = null;
        if (error is not null)
            Emit(error);
        return error is null;
    }

    /// <summary>Compiles a cell that is not run, so that the first one that is does not wait for the compiler to load.</summary>
    public void WarmUp() => _cells.Next("display(1 + 1)", "").Compile();

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

    private ErrorOutput? RunGuarded(string code, CellThread thread, CancellationToken cancel)
    {
        try
        {
            if (Nesting.Depth(code) is > Nesting.Max and var depth)
                return CellErrors.OfNesting(depth);
            Execute(code, thread, cancel);
            return null;
        }
        catch (CompilationErrorException e)
        {
            return CellErrors.OfCompilation(e.Diagnostics, code);
        }
        catch (Exception) when (cancel.IsCancellationRequested) // whatever the interruption became on its way through the cell
        {
            return CellErrors.OfInterruption();
        }
        catch (Exception e) // a cell may throw anything, and the session must outlive it
        {
            return CellErrors.OfException(e);
        }
    }

    private void Execute(string code, CellThread thread, CancellationToken cancel)
    {
        var script = _cells.Compile(code, CellErrors.CellPath(CellNumber), cancel);
        thread.Finish(async () =>
        {
            var value = await _cells.Start(script, cancel);
            var shown = SubmissionChain.HasReturnValue(script) && value is not DisplayedValue ? FormattedValue.CreateManyFromObject(value) : null;
            CellGuard.Stop(); // the cell, or a formatter, may have swallowed the interruption
            if (shown is not null)
                Emit(new DisplayOutput($"result-{CellNumber}", Bundle(shown), IsResult: true, IsUpdate: false));
        });
    }
}
