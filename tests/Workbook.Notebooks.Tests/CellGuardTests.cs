using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Workbook.Host.Cells;

namespace Workbook.Notebooks.Tests;

public class CellGuardTests
{
    private const int SmallStack = 1 << 20;

    private static readonly ScriptOptions Options = ScriptOptions.Default.WithReferences(HostReferences.Default).WithLanguageVersion(LanguageVersion.Latest)
        .WithImports("System", "System.Linq", "System.Linq.Expressions", "System.Collections.Generic", "System.Threading.Tasks");

    private readonly CellSession _session = new(AppContext.BaseDirectory) { StackBytes = SmallStack };
    private readonly List<CellOutput> _outputs = [];

    [Theory]
    [InlineData("Func<int, int> f = null; f = n => n == 0 ? 0 : 2 + f(n - 1); f(3)")]
    [InlineData("Func<int, int> f = null; f = (int n) => { return n == 0 ? 0 : 2 + f(n - 1); }; f(3)")]
    [InlineData("Func<int, int> f = null; f = delegate(int n) { return n == 0 ? 0 : 2 + f(n - 1); }; f(3)")]
    [InlineData("var log = new List<int>(); Action<int> f = null; f = n => log.Add(n); Action<int> g = n => f(n); g(6); log[0]")]
    [InlineData("Action f = () => throw new FormatException(); Action g = () => f(); try { g(); } catch (FormatException) { } 6")]
    [InlineData("Func<int> f = () => throw new FormatException(new Func<string>(() => \"6\")()); try { f(); } catch (FormatException e) { } 6")]
    [InlineData("Func<int, int> f = n => n; Func<int, Func<int, int>> g = a => b => f(a) + f(b); g(2)(4)")]
    [InlineData("Func<Task<int>> f = async () => { await Task.Yield(); return 6; }; Func<Task<int>> g = async () => await f(); await g()")]
    [InlineData("var n = 0; Func<Task> f = async () => { await Task.Yield(); n = 6; }; Func<Task> g = async () => await f(); await g(); n")]
    [InlineData("var n = 0; Func<Task> f = () => { n = 6; return Task.CompletedTask; }; await Task.Run(() => f()); n")]
    [InlineData("Func<int, byte> f = n => n > 0 ? f(n - 1) : (byte)6; Func<byte> g = () => 6; f(3) + g() - 6")]
    [InlineData("int[] xs = [2, 4]; delegate ref int Pick(int i); Pick f = (int i) => ref xs[i]; Pick g = (int i) => ref f(i); g(0) = 6; xs[0]")]
    [InlineData("Func<int, int> f = n => n; Func<int, string> name = n => f(n) switch { 6 => \"six\", var other => $\"{other}\" }; name(6) + $\"{new[] { 6 }.Select(x => f(x)).Sum()}\"")]
    [InlineData("Func<string, int> f = s => int.TryParse(s, out var n) ? n : new Func<int>(() => 0)(); f(\"6\")")]
    [InlineData("Func<int, int> f = n => n; var g = static (int n, Func<int, int> h) => h(n); var k = (int n = 6) => f(n); g(k(), f)")]
    [InlineData("Func<int, int> f = n => n + int.MaxValue; checked { f = n => new Func<int, int>(m => m + int.MaxValue)(n); } try { f(6); } catch (OverflowException) { } 6")]
    [InlineData("string Text(Func<int> f, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(f))] string text = \"\") => text; Func<int> f = () => 6; Func<int> g = () => f(); Text(() => f())")]
    [InlineData("{ int Twice(int n) => n == 0 ? 0 : 2 + Twice(n - 1); void Log() => Twice(3); Log(); display = Twice(3); } int display; display")]
    [InlineData("int sum = 0; { IEnumerable<int> Down(int n) { if (n > 0) { yield return n; foreach (var m in Down(n - 1)) yield return m; } } sum = Down(3).Sum(); } sum")]
    [InlineData("int sum = 0; { async Task<int> Down(int n) => n == 0 ? 0 : 2 + await Down(n - 1); static async Task Wait() => await Task.Run(() => Down2()); static void Down2() { } await Wait(); sum = await Down(3); } sum")]
    [InlineData("int sum = 0; { T Same<T>(T value) where T : struct => new Func<T>(() => value)(); ref int First(int[] xs) => ref xs[new Func<int>(() => 0)()]; sum = Same(6) + First([0]); } sum")]
    [InlineData("Func<int, int> f = n => n; Expression<Func<int, int>> e = n => f(n); LambdaExpression natural = (int n) => f(n); Func<int, int> g = n => f(n); e.Compile()(g(6)) + natural.Parameters.Count")]
    [InlineData("Func<int, int> f = n => n; Func<int, int> g = n => // a comment\n    f(n) // another\n    ; g(6)")]
    [InlineData("int n = 0; while (n < 6) n++; do n--; while (n > 3); for (;;) if (n++ > 5) break; foreach (var x in new[] { 1 }) foreach (var (a, b) in new[] { (1, 2) }) n += a + b; n")]
    [InlineData("int n = 0; again: n++; if (n < 6) goto again; while (n > 10) ; for (int i = 0; i < 3; i++) { if (i == 1) continue; n++; } n")]
    [InlineData("int F(int n) => n < 2 ? n : F(n - 1) + F(n - 2); void G() => F(2); async Task H() => await Task.Yield(); async ValueTask<int> K() => await Task.FromResult(6); G(); await H(); F(5) + await K()")]
    [InlineData("class C { int[] xs = [6]; public ref int First() => ref xs[0]; public static implicit operator int(C c) { return c.First(); } ~C() { } public C() { for (;;) break; } T Same<T>(T t) where T : class => t; } int six = new C(); six")]
    [InlineData("int p = 0; int P => p; int Q { get => p; set => p = value; } class C { int[] xs = [0]; public ref int this[int i] => ref xs[i]; public int R { get { return xs[0]; } init { xs[0] = value; } } public int T => throw new FormatException(); public event Action E { add { } remove => xs[0]++; } } Q = 6; var c = new C { R = 1 }; c[0] += P; c.E -= null; c.R - 2 + Q - 5")]
    [InlineData("Func<int, int> Twice() => x => 2 * x; class C { public Func<Func<int>> Six => () => () => 6; } Twice()(new C().Six()())")]
    [InlineData("interface I { static abstract int One(); int Two() => 2; } struct S : I { public static int One() => 1; int I.Two() => 5; } int F<T>() where T : I, new() => T.One() + new T().Two(); F<S>()")]
    [InlineData("unsafe int Sum(int[] xs) { int sum = 0; fixed (int* p = xs) for (int i = 0; i < xs.Length; i++) sum += p[i]; return sum; } async IAsyncEnumerable<int> Up() { while (true) { await Task.Yield(); yield return 1; break; } } int n = Sum([1, 2, 3]); await foreach (var x in Up()) n += x; n")]
    [InlineData("int n = 0; switch (n) { case 0: goto case 1; case 1: here: n++; if (n < 6) goto here; break; } lock (Options()) { while (n > 100) n--; } object Options() => new(); n")]
    [InlineData("record Point(int X) { public int Y { get; init; } } var p = new Point(2) { Y = 4 }; $\"{p} {p == new Point(2) { Y = 4 }} {p.GetHashCode() == (p with { }).GetHashCode()}\"")]
    [InlineData("abstract record Shape; record Box<T>(T Side) : Shape; sealed record Cube<T>(T Side) : Box<T>(Side); Shape a = new Cube<int>(2), b = new Box<int>(2); $\"{a} {a == b} {a == new Cube<int>(2)}\"")]
    [InlineData("interface I { } sealed record A(int X) : I; static class Holder { public record Inner(A Value); } $\"{new A(1) == new A(1)} {new Holder.Inner(new A(1)) == new Holder.Inner(new A(2))}\"")]
    public async Task Guarded_text_compiles_and_means_the_same(string code)
    {
        var guarded = Guarded(code)!;
        Assert.Contains("CellGuard", guarded);
        Assert.Equal(code.Count(c => c == '\n'), guarded.Count(c => c == '\n'));
        Assert.Equal(await Value(code), await Value(guarded));
    }

    [Theory]
    [InlineData("var x = 1; if (x > 0) Console.Write(x);")]
    [InlineData("var xs = new[] { 1, 2 }; int y = xs.Select(x => Math.Abs(x)).Sum(); xs.ToList().ForEach(x => Console.Write(x));")]
    [InlineData("record struct Point(int X); partial record Half(int X); partial record Half { }")]
    [InlineData("class C { public int Q { get; set; } = 1; }")]
    public void A_cell_without_loops_and_functions_stays_as_it_is(string code) => Assert.Null(Guarded(code));

    [Fact]
    public void A_cell_that_means_something_else_when_guarded_runs_as_it_is()
    {
        Assert.True(Run("using System.Linq.Expressions; Expression<Func<int, int>> twice = x => 2 * x; twice.ToString()"));
        Assert.Equal("x => (2 * x)", Assert.IsType<DisplayOutput>(Assert.Single(_outputs)).Data.Single(d => d.Key == "text/plain").Value);
    }

    [Theory]
    [InlineData("int F(int n) => 1 +\n F(n + 1);", "F(0)")]
    [InlineData("int F(int n) {\n return 1 + F(n + 1); }", "F(0)")]
    [InlineData("int A(int n) =>\n B(n + 1) + 1; int B(int n) => A(n + 1) + 1;", "A(0)")]
    [InlineData("Func<int, int> f = null; f = n => 1 +\n f(n + 1);", "f(0)")]
    [InlineData("Action f = null; f = () =>\n { f(); f(); };", "f()")]
    [InlineData("var ops = new Dictionary<string, Func<int, int>>(); ops[\"+\"] = n => 1 +\n ops[\"+\"](n);", "ops[\"+\"](0)")]
    [InlineData("class Layer { public Func<int, int> Forward { get; set; } } var a = new Layer(); a.Forward = n => 1 +\n a.Forward(n);", "a.Forward(0)")]
    [InlineData("Func<int, IEnumerable<int>> walk = null; walk = n => new[] { 1 }.SelectMany(\n walk);", "walk(1).Count()")]
    [InlineData("Action run = () => { T L<T>(T n) =>\n L<T>(n); L(0); };", "run()")]
    [InlineData("void Run() { { int L(int n) => 1 +\n L(n); L(0); } }", "{ int L(int n) => 1 + L(n); L(0); }")]
    [InlineData("async Task<int> F(int n) => 1 +\n await F(n + 1);", "await F(0)")]
    [InlineData("IEnumerable<int> F(int n) { foreach (var x in\n F(n + 1)) yield return x; }", "F(0).Count()")]
    [InlineData("class C { public int P =>\n P + 1; }", "new C().P")]
    [InlineData("class C { public C Next =\n new C(); }", "new C()")]
    [InlineData("class C { public C() {\n Next = new C(); } public C Next; }", "new C()")]
    [InlineData("class C { public int this[int i] { get =>\n this[i + 1] + 1; } }", "new C()[0]")]
    [InlineData("class C { public static C operator +(C a, C b) =>\n a + b + a; }", "new C() + new C()")]
    [InlineData("class C { public override string ToString() =>\n $\"{this}!\"; }", "new C().ToString()")]
    [InlineData("class C { public override int GetHashCode() =>\n HashCode.Combine(this); }", "new HashSet<C> { new C() }")]
    [InlineData("record Node(int Value) { public Node Next { get; set; } }\nvar a = new Node(1); a.Next = a; var b = new Node(1); b.Next = b;", "a == b")]
    [InlineData("record Node(int Value) { public Node Next { get; set; } }\nvar a = new Node(1); a.Next = a;", "a.GetHashCode()")]
    [InlineData("record Node(int Value, Node Next);\nvar a = new Node(0, null); for (int i = 0; i < 100_000; i++) a = new Node(i, a);", "a.ToString()")]
    public void Endless_recursion_is_an_exception_and_the_session_goes_on(string declaration, string call)
    {
        Assert.True(Run($"var kept = 7; {declaration}"));
        Assert.False(Run(call));
        var error = Assert.IsType<ErrorOutput>(Assert.Single(_outputs));
        Assert.Equal(nameof(InsufficientExecutionStackException), error.Name);
        Assert.InRange(error.Traceback.Count, 2, 50);
        Assert.True(Run("kept"));
    }

    [Fact]
    public void Endless_recursion_names_the_line_it_runs_through()
    {
        Assert.False(Run("Func<int, int> f = null;\nf = n => 1 +\n    f(n + 1);\nf(0)"));
        Assert.Contains("   at cell 1, line 2", Assert.IsType<ErrorOutput>(_outputs[^1]).Traceback);
    }

    [Theory]
    [InlineData("var random = new Random(1); while (true) random.Next();")]
    [InlineData("while (true) Enumerable.Range(0, 100).Select(x => x * 2).Sum();")]
    [InlineData("long Sum() => Enumerable.Range(0, int.MaxValue).Select(x => (long)x).Sum(); Sum() + Sum() + Sum() + Sum()")]
    [InlineData("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); Fib(80)")]
    [InlineData("Action spin = () => { again: goto again; }; spin();")]
    [InlineData("Parallel.For(0, 4, i => { for (;;) ; });")]
    [InlineData("try { for (;;) try { foreach (var x in new int[9]) DateTime.Now.ToString(); } catch { } } catch { }")]
    [InlineData("while (true) System.Threading.Thread.Sleep(5);")]
    [InlineData("var gate = new System.Threading.ManualResetEvent(false); while (true) try { gate.WaitOne(); } catch { }")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("class Sleeper { public int A { get { System.Threading.Thread.Sleep(-1); return 1; } } public int B { get { while (true) ; } } } new Sleeper()")]
    public void Whatever_a_cell_does_it_is_stopped_and_keeps_its_variables(string code)
    {
        using var stop = new CancellationTokenSource();
        Run("var kept = 7;");
        Assert.False(_session.Run($"Console.Write(\"on\"); {code}", output =>
        {
            stop.Cancel();
            _outputs.Add(output);
        }, stop.Token));
        Assert.Equal("Interrupted", Assert.IsType<ErrorOutput>(_outputs[^1]).Name);
        Assert.True(Run("kept"));
    }

    [Fact]
    public void A_compile_error_shows_the_readers_own_text()
    {
        Assert.False(Run("Func<int, int> f = null; f = n => f(n) + nonsense;"));
        var error = Assert.IsType<ErrorOutput>(Assert.Single(_outputs));
        Assert.Equal("    Func<int, int> f = null; f = n => f(n) + nonsense;", error.Traceback[1]);
        Assert.Equal("nonsense;", error.Traceback[1][error.Traceback[2].IndexOf('^')..]);
    }

    private static string? Guarded(string code)
    {
        var original = CSharpScript.Create<object>(code, Options);
        return new GuardedText(code, CSharpScript.Create("", Options).GetCompilation(), tree => SubmissionChain.Bind(original, tree)).Write();
    }

    private static async Task<object> Value(string code) => (await CSharpScript.RunAsync<object>(code, Options)).ReturnValue;

    private bool Run(string code)
    {
        _outputs.Clear();
        return _session.Run(code, _outputs.Add);
    }
}
