using Workbook.Host.Cells.Assist;

namespace Workbook.Notebooks.Tests.Assist;

public class CompletenessTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1 + 1")]
    [InlineData("var x = 1;")]
    [InlineData("// a word\n")]
    [InlineData("if (true) { }")]
    [InlineData("foreach (var x in \"ab\")\n{\n    Console.WriteLine(x);\n}\n\n")]
    [InlineData("#load \"load.csx\"\nusing System.IO;")]
    [InlineData("await Task.Delay(1)")]
    public void Code_that_can_run_is_complete(string code) => Assert.Equal(("complete", ""), Completeness.Of(code));

    [Theory]
    [InlineData("var x =", "    ")]
    [InlineData("if (true)", "    ")]
    [InlineData("while (true)\n{", "    ")]
    [InlineData("void F()\n{\n    if (true)\n    {\n", "        ")]
    [InlineData("class A\n{\n    int a;\n\n", "    ")]
    [InlineData("int Twice(int x) =>", "    ")]
    [InlineData("Console.WriteLine(", "    ")]
    [InlineData("Console.WriteLine(1,", "")]
    [InlineData("var x = 1", "")]
    [InlineData("/* a word", "")]
    [InlineData("var s = \"\"\"\n  text", "")]
    public void Code_that_wants_more_is_incomplete_and_the_next_line_is_indented(string code, string indent)
        => Assert.Equal(("incomplete", indent), Completeness.Of(code));

    [Theory]
    [InlineData("var x = ];")]
    [InlineData("1 + ) 2;")]
    [InlineData("}")]
    [InlineData("var s = \"open\n")]
    public void Code_that_no_further_line_can_mend_is_invalid(string code) => Assert.Equal(("invalid", ""), Completeness.Of(code));
}
