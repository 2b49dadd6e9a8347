using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Workbook.Host.Jupyter;

/// <summary>The cells that this kernel ran, and the history_request on them.</summary>
internal sealed class History
{
    private const int Session = 1;
    private readonly List<Entry> _entries = [];

    private sealed record Entry(int Number, string Code, string? Output);

    /// <summary>Remembers a cell.</summary>
    /// <param name="number">Number of the run.</param>
    /// <param name="code">The cell.</param>
    /// <param name="output">Its result as plain text, or null.</param>
    public void Add(int number, string code, string? output) => _entries.Add(new Entry(number, code, output));

    /// <summary>Answers a history_request: the last n, a range, or those that match a pattern with * and ?.</summary>
    public JsonObject Reply(Message request)
    {
        var found = request.Text("hist_access_type") switch
        {
            "range" => Range(request.Number("session") ?? 0, request.Number("start") ?? 0, request.Number("stop") ?? int.MaxValue),
            "search" => Last(Search(request.Text("pattern") ?? "*", request.Flag("unique") ?? false), request.Number("n")),
            _ => Last(_entries, request.Number("n")),
        };
        var withOutput = request.Flag("output") ?? false;
        return new JsonObject { ["status"] = "ok", ["history"] = new JsonArray([.. found.Select(entry => Line(entry, withOutput))]) };
    }

    private IEnumerable<Entry> Range(int session, int start, int stop)
        => session is 0 or Session ? _entries.Where(entry => entry.Number >= start && entry.Number < stop) : [];

    private IEnumerable<Entry> Search(string pattern, bool unique)
    {
        var found = _entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Code, ignoreCase: false));
        return unique ? found.Reverse().DistinctBy(entry => entry.Code).Reverse() : found;
    }

    private static IEnumerable<Entry> Last(IEnumerable<Entry> entries, int? count) => count is { } n ? entries.TakeLast(n) : entries;

    private static JsonNode Line(Entry entry, bool withOutput)
        => new JsonArray(Session, entry.Number, withOutput ? new JsonArray(entry.Code, entry.Output) : entry.Code);
}
