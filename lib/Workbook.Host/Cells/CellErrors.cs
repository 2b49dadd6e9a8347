using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Workbook.Host.Cells;

/// <summary>Turns what stopped a cell into lines that help its author.</summary>
internal static class CellErrors
{
    /// <summary>The name of errors that kept a cell from starting.</summary>
    public const string Compilation = "CompilationError";

    private const string PathPrefix = "cell ";
    private const int MaxLines = 40;
    private const int MaxMessage = 10_000;

    public static string CellPath(int number) => $"{PathPrefix}{number}";

    public static ErrorOutput OfInterruption() => new("Interrupted", "the cell was stopped", ["Interrupted: the cell was stopped"]);

    public static ErrorOutput OfStuckCell() => new("Interrupted", "the cell does not stop",
        ["Interrupted: the cell does not stop, it is probably inside a library; it goes on in the background. Restart the kernel to end it."]);

    public static ErrorOutput OfHeldCell() => new(nameof(InsufficientExecutionStackException), "endless recursion through catch or finally blocks",
        ["InsufficientExecutionStackException: endless recursion, and its catch or finally blocks leave no stack to end it by.",
            "The cell's thread is held as it is, which makes the kernel slower. Variables are kept; restart the kernel when it suits you."]);

    public static ErrorOutput OfNesting(int depth)
    {
        var message = $"brackets are nested {depth:N0} deep; at most {Nesting.Max:N0} are compiled";
        return new ErrorOutput(Compilation, message, [$"{Compilation}: {message}"]);
    }

    public static ErrorOutput OfCompilation(IEnumerable<Diagnostic> diagnostics, string code)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        var lines = errors.SelectMany(error => Lines(error, code.Split('\n'))).Take(3 * MaxLines);
        return new ErrorOutput(Compilation, errors[0].GetMessage(), [.. lines]);
    }

    /// <summary>The type and message of the exception and of its causes, and the frames down to the cell.</summary>
    public static ErrorOutput OfException(Exception e)
    {
        while (e is AggregateException { InnerExceptions.Count: 1 } or System.Reflection.TargetInvocationException { InnerException: not null })
            e = e.InnerException!;
        var lines = new List<string>();
        for (var cause = e; cause is not null; cause = cause.InnerException)
            lines.Add($"{(cause == e ? "" : "caused by ")}{cause.GetType().Name}: {Message(cause)}");
        return new ErrorOutput(e.GetType().Name, Message(e), [.. WithoutMiddle(lines), .. WithoutMiddle([.. Frames(e)])]);
    }

    private static string Message(Exception e)
    {
        try
        {
            return e.Message.Length <= MaxMessage ? e.Message : $"{e.Message.AsSpan(0, MaxMessage)} [cut here: the message has {e.Message.Length:N0} characters]";
        }
        catch (Exception failure) // a type of exception that a cell declares may do anything
        {
            return $"(its message cannot be read: {failure.GetType().Name})";
        }
    }

    /// <summary>Endless recursion leaves a hundred thousand lines that are all alike.</summary>
    private static IEnumerable<string> WithoutMiddle(List<string> lines) => lines.Count <= MaxLines
        ? lines
        : [.. lines[..(MaxLines / 2)], $"   ... {lines.Count - MaxLines:N0} lines left out ...", .. lines[^(MaxLines / 2)..]];

    private static IEnumerable<string> Lines(Diagnostic error, string[] code)
    {
        var place = error.Location.GetLineSpan();
        var (row, column) = (place.StartLinePosition.Line, place.StartLinePosition.Character);
        yield return $"{(place.Path.Length > 0 ? place.Path : "cell")}, line {row + 1}: {error.Id}: {error.GetMessage()}";
        if (place.Path.StartsWith(PathPrefix, StringComparison.Ordinal) && row < code.Length)
        {
            yield return "    " + code[row].TrimEnd('\r');
            yield return "    " + new string(' ', column) + "^";
        }
    }

    private static IEnumerable<string> Frames(Exception e)
    {
        foreach (var frame in new StackTrace(e, fNeedFileInfo: true).GetFrames())
        {
            var method = frame.GetMethod();
            if (Path.GetFileName(frame.GetFileName()) is { } file && file.StartsWith(PathPrefix, StringComparison.Ordinal))
                yield return $"   at {file}, line {frame.GetFileLineNumber()}";
            else if (method?.DeclaringType is { } type && type.FullName is { } name && !IsPlumbing(name))
                yield return $"   at {name}.{method.Name}";
        }
    }

    private static bool IsPlumbing(string type) => type.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        || type.StartsWith("Submission#", StringComparison.Ordinal)
        || type.StartsWith("System.Runtime", StringComparison.Ordinal)
        || type.StartsWith("System.Threading", StringComparison.Ordinal)
        || type.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal)
        || type.StartsWith("Workbook.Host.Cells", StringComparison.Ordinal);
}
