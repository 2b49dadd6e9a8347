using System.CommandLine;

namespace Workbook.Host.Verbs.Coded;

/// <summary>The options that name models and where they compute.</summary>
internal sealed class ShelfOptions
{
    public Option<string[]> Models { get; } = new("--model", "--knowledge")
    {
        Description = "models (.wlm, .wrm, .wjm), knowledge (.mgk), or folders of them, beside those in data/models; repeat for more",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string> Device { get; } = new("--device") { Description = "where learned codecs compute: auto, cpu, cuda or cuda:1", DefaultValueFactory = _ => "auto" };

    public ModelShelf Shelf(ParseResult parse) => new(parse.GetValue(Models) ?? [], parse.GetResult(Device) is null ? "auto" : parse.GetValue(Device)!);
}
