using System.CommandLine;
using Workbook.Host.Cells;

namespace Workbook.Host.Verbs;

/// <summary><c>workbook strip</c>: takes outputs and run counts out of notebooks, as they are kept in version control.</summary>
internal static class StripVerb
{
    public static Command Make()
    {
        var notebooks = new Argument<string[]>("notebook") { Description = "notebooks; none means all of the book and its solutions", Arity = ArgumentArity.ZeroOrMore };
        var check = new Option<bool>("--check") { Description = "change nothing; exit with 1 where something would change" };
        var command = new Command("strip", "Take outputs and run counts out of notebooks.") { notebooks, check };
        command.SetAction(parse => Strip(parse.GetValue(notebooks) is { Length: > 0 } words ? [.. words.Select(Repository.FindNotebook)] : AllWithSolutions(), parse.GetValue(check)));
        return command;
    }

    private static string[] AllWithSolutions()
        => [.. Directory.GetFiles(Repository.Notebooks, "*.ipynb", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static int Strip(string[] paths, bool check)
    {
        var changed = 0;
        foreach (var path in paths)
        {
            var notebook = NotebookFile.Read(path);
            notebook.Strip();
            if (notebook.ToString() == File.ReadAllText(path))
                continue;
            changed++;
            Console.WriteLine($"{path}: {(check ? "has outputs or is not in canonical form" : "stripped")}");
            if (!check)
                notebook.Save(path);
        }
        Console.WriteLine($"{paths.Length} notebooks, {changed} {(check ? "to strip" : "stripped")}");
        return check && changed > 0 ? 1 : 0;
    }
}
