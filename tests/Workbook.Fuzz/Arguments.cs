namespace Workbook.Fuzz;

/// <summary>Options of the form <c>--name value</c> and flags of the form <c>--name</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = [];

    internal Arguments(string[] args, params string[] known)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || !known.Contains(args[i][2..]))
                throw new ArgumentException($"{args[i]} is not an option; there are {string.Join(", ", known.Select(k => "--" + k))}");
            var flag = i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal);
            values[args[i][2..]] = flag ? "true" : args[i + 1];
            i += flag ? 0 : 1;
        }
    }

    internal bool Has(string name) => values.ContainsKey(name);

    internal string? Text(string name) => values.GetValueOrDefault(name);

    internal long Number(string name, long otherwise) => values.TryGetValue(name, out var text) ? long.Parse(text) : otherwise;
}
