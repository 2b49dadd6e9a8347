using Workbook.Host.Cells.Assist;

namespace Workbook.Notebooks.Tests.Assist;

public class CompletionTests
{
    private static readonly CodeAssistant Assistant = Asked.After(
        "var word = \"abc\"; int Twice(int v) => 2 * v;",
        "var word = new List<string>(); class Dog { public static int Count; public void Bark(int times) { } public void Bark() { } }");

    [Fact]
    public void Members_are_those_of_a_variable_as_it_was_declared_last()
    {
        var members = Assistant.Texts("word.|");
        Assert.Contains("Add", members);
        Assert.DoesNotContain("Substring", members);
    }

    [Theory]
    [InlineData("Twi|", "Twice", "method")]
    [InlineData("Dog.|", "Count", "field")]
    [InlineData("new Dog().|", "Bark", "method")]
    [InlineData("word.Sel|", "Select", "method")]
    [InlineData("word\n    .Where(w => w.Le|", "Length", "property")]
    [InlineData("disp|", "display", "method")]
    [InlineData("fore|", "foreach", "keyword")]
    [InlineData("System.Tex|", "Text", "module")]
    [InlineData("void F(int apple) { var april = 1; ap|", "april", "variable")]
    [InlineData("Twice(v|", "v:", "variable")]
    [InlineData("$\"{wor|}\"", "word", "field")]
    [InlineData("var broken = = 1;\nint F( { }\nword.Ad|", "Add", "method")]
    [InlineData("var face = \"😀👩‍🔬\"; word.Ad|", "Add", "method")]
    public void A_member_a_name_or_a_keyword_is_offered_with_its_kind(string code, string text, string kind)
        => Assert.Contains(new Completion(text, kind), Assistant.Complete(code).Items);

    [Fact]
    public void The_library_is_there_after_the_first_cell_of_a_notebook()
    {
        var assistant = Asked.After(Asked.FirstCell);
        Assert.Contains(new Completion("Line", "method"), assistant.Complete("Chart.|").Items);
        Assert.Contains("SmallestSetCovering", assistant.Texts("var h = ColorHistogram.Of(Domain.Cracks(2, 1).Read());\nh.Sm|"));
        Assert.Contains("Chart", assistant.Texts("#load \"load.csx\"\nWorkbook.Results.Figures.Ch|"));
    }

    [Fact]
    public void Overloads_and_types_of_several_arities_are_offered_once_and_without_brackets()
    {
        Assert.Single(Assistant.Texts("new Dog().B|"), "Bark");
        Assert.Single(Assistant.Texts("new Func|"), "Func");
    }

    [Fact]
    public void A_name_is_found_by_its_humps_when_nothing_begins_with_them()
        => Assert.Equal(["WindowLeft", "WriteLine"], Assistant.Texts("Console.WL|"));

    [Fact]
    public void What_is_typed_of_a_word_is_replaced_whole()
    {
        var completions = Assistant.Complete("1 + wo|r");
        Assert.Equal((4, 7), (completions.Start, completions.End));
    }

    [Theory]
    [InlineData("\"word.|\"")]
    [InlineData("// word.|")]
    [InlineData("var |")]
    [InlineData("1.5|")]
    [InlineData("nowhere.|")]
    public void Nothing_is_offered_where_nothing_fits(string code) => Assert.Empty(Assistant.Complete(code).Items);

    [Theory]
    [InlineData("|")]
    [InlineData("|word")]
    [InlineData("word;\n|")]
    public void A_place_without_a_word_offers_all_names_and_nothing_that_a_compiler_made(string code)
    {
        var names = Assistant.Texts(code);
        Assert.Superset(new HashSet<string> { "word", "Twice", "Dog", "display", "Console", "var" }, names.ToHashSet());
        Assert.All(names, name => Assert.Matches(@"^[\w@]+$", name));
    }

    [Fact]
    public void A_place_outside_the_code_is_its_nearest_end()
    {
        Assert.Contains("Add", Assistant.Complete("word.", 99).Items.Select(item => item.Text));
        Assert.NotEmpty(Assistant.Complete("word.", -1).Items);
    }

    [Fact]
    public void Cells_may_be_added_while_questions_are_answered()
    {
        var assistant = Asked.After("var first = 1;");
        var adding = Task.Run(() => Enumerable.Range(0, 20).ToList().ForEach(i => assistant.Add($"var name{i} = {i};")));
        while (!adding.IsCompleted)
            Assert.Equal(["first"], assistant.Texts("firs|"));
        Assert.Equal(20, assistant.Texts("name|").Count(text => text != "nameof"));
    }

    [Fact]
    public void A_question_can_be_withdrawn()
        => Assert.ThrowsAny<OperationCanceledException>(() => Assistant.Complete("word.", 5, new CancellationToken(canceled: true)));
}
