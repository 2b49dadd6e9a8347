using Workbook.Host.Cells.Assist;

namespace Workbook.Notebooks.Tests.Assist;

public class InspectionTests
{
    private static readonly CodeAssistant Assistant = Asked.After(
        Asked.FirstCell,
        """
        var sides = 3;
        /// <summary>Area of a square, cheap &amp; exact.</summary>
        /// <param name="side">Its side; see <see cref="System.Math.Max(int, int)"/> and <c>x * x</c>.</param>
        /// <returns>The area; costs $0.</returns>
        /// <exception cref="System.ArgumentException">The side is negative.</exception>
        /// <remarks>First.<para>Second.</para></remarks>
        double Square(double side, int times = 1) => side * side;
        /// <summary>A pet.</summary>
        class Dog(string name) { public string Name => name; public override string ToString() => name; }
        """);

    [Theory]
    [InlineData("si|des", "(field) int sides")]
    [InlineData("sides|", "(field) int sides")]
    [InlineData("void F() { var local = 'a'; loc|al++; }", "(local variable) char local")]
    [InlineData("va|r pairs = new[] { (1, 'a') };", "(int, char)[]")]
    [InlineData("Square(|", "double Square(double side, [int times = 1])")]
    [InlineData("Square(1, Math.Abs(2), |", "double Square(double side, [int times = 1])")]
    [InlineData("Console.WriteLine(Square(|", "double Square(double side, [int times = 1])")]
    [InlineData("Square(|)", "double Square(double side, [int times = 1])")]
    [InlineData("new Dog(|", "Dog.Dog(string name)")]
    [InlineData("Dog dog = new(|", "Dog.Dog(string name)")]
    [InlineData("new List<int>(1)[|", "int List<int>.this[int index] { get; set; }")]
    [InlineData("var face = \"😀👩‍🔬\"; sides|", "(field) int sides")]
    [InlineData("var broken = = 1;\nint F( { }\nsides|", "(field) int sides")]
    public void A_name_or_the_call_around_the_cursor_is_described(string code, string signature)
        => Assert.Equal(signature, Assistant.Signature(code));

    [Theory]
    [InlineData("|")]
    [InlineData("nowhere|")]
    [InlineData("Nowhere(|")]
    [InlineData("\"sid|es\"")]
    [InlineData("// sid|es")]
    [InlineData("1 |+ 2")]
    [InlineData("Square(1)|;")]
    public void Nothing_is_said_where_nothing_is_known(string code) => Assert.Null(Assistant.Inspect(code));

    [Fact]
    public void A_doc_comment_is_told_in_full_as_plain_text()
        => Assert.Equal(
            """
            double Square(double side, [int times = 1])

            Area of a square, cheap & exact.

            Parameters:
              side: Its side; see Math.Max and x * x.

            Returns: The area; costs $0.

            Exceptions:
              ArgumentException: The side is negative.

            Remarks: First.

            Second.
            """,
            Assistant.Inspect("Squ|are(1)")!.PlainText);

    [Fact]
    public void A_doc_comment_is_told_in_full_as_markdown()
        => Assert.Equal(
            """
            ```csharp
            double Square(double side, [int times = 1])
            ```

            Area of a square, cheap & exact.

            **Parameters**

            - `side`: Its side; see `Math.Max` and `x * x`.

            **Returns**: The area; costs \$0.

            **Exceptions**

            - `ArgumentException`: The side is negative.

            **Remarks**: First.

            Second.
            """,
            Assistant.Inspect("Squ|are(1)")!.Markdown);

    [Fact]
    public void A_parameter_is_described_by_the_comment_of_its_method()
        => Assert.Contains("Its side; see Math.Max", Assistant.Inspect("Square(sid|e: 2)")!.PlainText);

    [Fact]
    public void A_constructor_without_a_comment_has_that_of_its_type()
        => Assert.Contains("A pet.", Assistant.Inspect("new Dog(|")!.PlainText);

    [Theory]
    [InlineData("/// <inheritdoc cref=\"Ring\"/>\nclass Ring { }\nnew Ri|ng()", "Ring.Ring()")]
    [InlineData("/// <summary>open <b>\nclass Torn { }\nTo|rn x;", "class Torn")]
    public void A_comment_that_is_a_circle_or_torn_is_left_out(string code, string text)
        => Assert.Equal(text, Assistant.Inspect(code)!.PlainText);

    [Theory]
    [InlineData("Chart.Line(|", "Lines through points, with markers where there are few.")]
    [InlineData("Chart.Line(|", "overloads)")]
    [InlineData("using Workbook.Imaging.Standard;\nnew Jpeg(75).Enc|ode(null)", "Codes an image.")]
    [InlineData("using Workbook.Codecs.Geometry;\nDelaunay.Triangulate(new List<GridPoint>(), |", "columns: ")]
    public void The_library_tells_its_docs_also_inherited_ones(string code, string text)
        => Assert.Contains(text, Assistant.Inspect(code)!.PlainText);

    [Theory]
    [InlineData("Math.Max(1, 2|)", "Returns the larger of two 32-bit signed integers.")]
    [InlineData("string.Join(\",\", new[] { 1 }|)", "separator: ")]
    [InlineData("Console.Write|Line(1)", "Exceptions:")]
    [InlineData("new List<int>().Ad|d(1)", "Adds an object to the end")]
    [InlineData("new[] { 1 }.Sel|ect(v => v)", "Projects each element of a sequence into a new form.")]
    public void The_framework_tells_its_docs_where_the_sdk_is_installed(string code, string text)
    {
        var said = Assistant.Inspect(code)!.PlainText;
        if (!said.Contains('\n'))
            Assert.Skip("the framework's docs are not here: install the .NET SDK, not the runtime alone");
        Assert.Contains(text, said);
    }
}
