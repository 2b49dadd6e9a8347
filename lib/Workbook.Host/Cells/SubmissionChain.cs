using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Workbook.Host.Cells;

/// <summary>The cells that ran, each compiled against those before it, and what they declared.</summary>
/// <remarks>
/// Roslyn's own <c>ScriptState</c> forgets what a cell declared when the cell is stopped in an await, because its task never ends. Here the
/// places where submissions keep their variables belong to the session, so a cell counts from the moment it starts.
/// </remarks>
internal sealed class SubmissionChain(ScriptOptions options, InteractiveAssemblyLoader loader)
{
    private static readonly MethodInfo HasReturnValueMethod = Internal(typeof(Script), "HasReturnValue");
    private static readonly MethodInfo GetExecutorMethod = Internal(typeof(Script<object>), "GetExecutor");

    /// <summary>Later cells inherit references; named again they would add up, and memory would grow with the square of the number of cells.</summary>
    private readonly ScriptOptions _later = options.WithReferences(Enumerable.Empty<MetadataReference>());

    static SubmissionChain() => CellGuard.InstrumentCompiler();

    private Script<object> _last = CSharpScript.Create<object>(CellLanguage.Prelude, options, null, loader);
    private Script<object>? _running;
    private object?[] _states = new object?[64];
    private int _count = 1; // place 0 belongs to a globals object, which cells do not have

    /// <summary>The next cell, not yet compiled.</summary>
    /// <param name="code">C# script.</param>
    /// <param name="path">What error messages and stack traces call it.</param>
    public Script<object> Next(string code, string path)
        => _last.ContinueWith<object>(code, _later.WithFilePath(path).WithFileEncoding(Encoding.UTF8));

    /// <summary>The next cell, compiled, with the questions of <see cref="CellGuard"/> in it.</summary>
    /// <inheritdoc cref="Next"/>
    /// <exception cref="CompilationErrorException">The cell does not compile.</exception>
    public Script<object> Compile(string code, string path, CancellationToken cancel)
    {
        Settle();
        var original = Next(code, path);
        if (new GuardedText(code, _last.GetCompilation(), tree => Bind(original, tree)).Write() is { } text)
            try
            {
                return Compiled(Next(text, path), cancel);
            }
            catch (CompilationErrorException)
            {
                // What is wrong is said below, about the cell's own text.
            }
        return Compiled(original, cancel);
    }

    /// <summary>Starts a compiled cell on this thread and makes it the one that the next cell sees.</summary>
    /// <returns>The value of the cell's last expression, to be had when the cell has ended.</returns>
    public Task<object> Start(Script<object> script, CancellationToken cancel)
    {
        var executor = Executor(script, cancel);
        if (_count == _states.Length)
            Array.Resize(ref _states, 2 * _count);
        _running = script;
        try
        {
            return executor?.Invoke(_states) ?? Task.FromResult<object>(null!);
        }
        finally
        {
            if (_running == script)
                Settle();
        }
    }

    /// <summary>Makes the cell that was started last the one that the next cell sees. It need not have ended: some never do.</summary>
    private void Settle()
    {
        if (_running is null)
            return;
        if (_states[_count] is not null) // a cell that only says `using` takes no place
            _count++;
        (_last, _running) = (_running, null);
    }

    /// <summary>True where the cell ends in an expression whose value is shown.</summary>
    public static bool HasReturnValue(Script script) => (bool)HasReturnValueMethod.Invoke(script, null)!;

    internal static SemanticModel Bind(Script cell, SyntaxTree tree)
    {
        var compilation = cell.GetCompilation();
        return compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Last(), tree).GetSemanticModel(tree);
    }

    private static Script<object> Compiled(Script<object> cell, CancellationToken cancel)
    {
        Executor(cell, cancel);
        return cell;
    }

    /// <summary>The cell's code, or null for a cell without any; faster than <see cref="Script.Compile"/>, which looks for warnings too.</summary>
    private static Func<object?[], Task<object>>? Executor(Script script, CancellationToken cancel)
        => (Func<object?[], Task<object>>?)GetExecutorMethod.Invoke(script, BindingFlags.DoNotWrapExceptions, null, [cancel], null);

    private static MethodInfo Internal(Type type, string name)
        => type.GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            ?? throw new MissingMethodException(type.FullName, name);
}
