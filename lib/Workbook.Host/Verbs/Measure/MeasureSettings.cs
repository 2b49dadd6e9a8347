using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary>What every measurement is asked for.</summary>
/// <param name="Scenes">Measure on the project's own scenes instead of real images.</param>
/// <param name="Images">Most images of a set to measure on.</param>
/// <param name="LearnImages">Most images of a set to learn from; never one that is measured.</param>
/// <param name="Seed">Parts the sets and draws the scenes.</param>
/// <param name="Folder">Where the result file goes.</param>
internal sealed record MeasureSettings(bool Scenes, int Images, int LearnImages, ulong Seed, string Folder);

/// <summary>The options that measurements share.</summary>
internal sealed class MeasureOptions
{
    private readonly Option<bool> _scenes = new("--scenes") { Description = "measure on the project's own scenes; without it, on the sets in WORKBOOK_DATA" };
    private readonly Option<string> _folder = new("--out") { Description = "folder of the result files", DefaultValueFactory = _ => Path.Combine(Repository.Root, "data", "results") };
    private readonly Option<ulong> _seed = new("--seed") { Description = "parts the sets and draws the scenes", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _images;
    private readonly Option<int> _learnImages;

    /// <summary>Adds the options to a command; a count of 0 leaves that option away.</summary>
    public MeasureOptions(Command command, int images = 0, int learnImages = 0)
    {
        _images = Count("--images", "most images of a set to measure on", images);
        _learnImages = Count("--learn-images", "most images of a set to learn from", learnImages);
        command.Add(_scenes);
        command.Add(_folder);
        if (images > 0)
            command.Add(_images);
        if (learnImages > 0)
            command.Add(_learnImages);
        if (images + learnImages > 0)
            command.Add(_seed);
    }

    public MeasureSettings Read(ParseResult parse) => new(parse.GetValue(_scenes), parse.GetValue(_images), parse.GetValue(_learnImages),
        parse.GetValue(_seed), parse.GetValue(_folder)!);

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var count) || count < 4))
                result.AddError($"{name} {result.Tokens[0].Value}: expected a whole number of at least 4");
        });
        return option;
    }
}
