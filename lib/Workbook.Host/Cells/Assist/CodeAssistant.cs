using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Workbook.Host.Cells.Assist;

/// <summary>Answers a front end's questions about code that is being typed: how to go on, and what a name means.</summary>
/// <remarks>
/// Sees what a running cell would see: the declarations of the cells that ran, and the same imports and libraries.
/// Nothing is loaded before the first question. All members may be called from any thread.
/// </remarks>
/// <param name="baseDirectory">Where <c>#load</c> and <c>#r</c> look for relative paths: the notebook's folder.</param>
internal sealed class CodeAssistant(string baseDirectory)
{
    private readonly ConcurrentQueue<string> _ran = new();
    private readonly Lock _asking = new();
    private ScriptProjects? _cells;

    /// <summary>Takes note of a cell that ran, at once; it is looked at when the next question comes.</summary>
    /// <param name="code">C# script.</param>
    public void Add(string code) => _ran.Enqueue(code);

    /// <summary>Gives the ways to go on typing.</summary>
    /// <param name="code">The cell that is being typed.</param>
    /// <param name="position">The cursor, in UTF-16 units.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was signalled.</exception>
    public Completions Complete(string code, int position, CancellationToken cancel = default)
        => Ask(code, document => Completer.At(document, Math.Clamp(position, 0, code.Length), cancel));

    /// <summary>Tells what the name at or before the cursor means; without one, the method whose arguments the cursor is in.</summary>
    /// <param name="code">The cell that is being typed.</param>
    /// <param name="position">The cursor, in UTF-16 units.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <returns>Null where nothing is known.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was signalled.</exception>
    public Inspection? Inspect(string code, int position, CancellationToken cancel = default)
        => Ask(code, document => Inspector.At(document, Math.Clamp(position, 0, code.Length), cancel));

    /// <summary>Loads and compiles what the first question needs, which takes seconds, before it is asked.</summary>
    public void WarmUp()
    {
        Complete("", 0);
        Complete("Console.", 8);
        Inspect("Math.Max(", 9);
    }

    private T Ask<T>(string code, Func<Document, Task<T>> question)
    {
        lock (_asking)
        {
            _cells ??= new ScriptProjects(new CellLanguage(baseDirectory));
            while (_ran.TryDequeue(out var cell))
                _cells.Close(cell);
            return question(_cells.Edit(code)).GetAwaiter().GetResult();
        }
    }
}
