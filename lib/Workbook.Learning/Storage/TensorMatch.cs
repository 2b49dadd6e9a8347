using static TorchSharp.torch;

namespace Workbook.Learning.Storage;

/// <summary>Which tensors of a file and of a network must meet; by default all of both.</summary>
public sealed record TensorMatch
{
    private const int Shown = 5;

    /// <summary>What a file's names begin with before the network's own; tensors under other names are not looked at.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>True: tensors that the file lacks keep their numbers.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>True: tensors that the network has no place for are left aside.</summary>
    public bool AllowSurplus { get; init; }

    /// <summary>The tensors that meet.</summary>
    /// <exception cref="TensorFileException">Some do not; the message lists the first of each kind.</exception>
    internal IReadOnlyList<(Tensor Live, StoredTensor Stored)> Pair(TensorFile file, IReadOnlyDictionary<string, Tensor> live)
    {
        var stored = file.Tensors.Where(tensor => tensor.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(tensor => tensor.Name[Prefix.Length..]);
        var meeting = live.Keys.Where(stored.ContainsKey).ToArray();
        var missing = AllowMissing ? [] : live.Keys.Except(meeting);
        var surplus = AllowSurplus ? [] : stored.Keys.Except(meeting);
        var different = meeting.Where(name => !LiveTensor.Fits(live[name], stored[name]))
            .Select(name => $"{name} is {stored[name].Words} in the file, {LiveTensor.Words(live[name])} in the network");
        string[] troubles = [.. Say("lacks", missing), .. Say("has no place for", surplus, "the network"), .. Say("differs in", different)];
        if (troubles.Length > 0)
            throw new TensorFileException($"{string.Join("; ", troubles)}. Nothing was changed; "
                + "take the file of this network, or the network that made this file");
        return [.. meeting.Select(name => (live[name], stored[name]))];
    }

    private static IEnumerable<string> Say(string verb, IEnumerable<string> names, string who = "the file")
    {
        var all = names.ToArray();
        var rest = all.Length > Shown ? ", ..." : "";
        if (all.Length > 0)
            yield return $"{who} {verb} {all.Length} tensor{(all.Length == 1 ? "" : "s")}: {string.Join(", ", all.Take(Shown))}{rest}";
    }
}
