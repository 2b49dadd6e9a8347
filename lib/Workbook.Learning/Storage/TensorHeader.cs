namespace Workbook.Learning.Storage;

/// <summary>What a tensor file's header says: its tensors in the order of their bytes, and its words.</summary>
internal sealed record TensorHeader(IReadOnlyList<TensorHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>One tensor; its bytes lie from <paramref name="Begin"/> to before <paramref name="End"/>, counted from the end of the header.</summary>
    internal sealed record Entry(string Name, TensorType Type, long[] Shape, long Begin, long End);

    /// <summary>Refuses tensors that overlap, leave holes, or do not have the bytes that their shape asks for.</summary>
    internal void CheckLayout(long dataLength)
    {
        long at = 0;
        foreach (var entry in Entries)
        {
            var words = $"tensor '{entry.Name}', {TensorLayout.Words(entry.Type, entry.Shape)}, has data offsets {entry.Begin:N0} to {entry.End:N0}";
            if (entry.Begin != at)
                throw new TensorFileException($"{words}, but the tensors before it end at {at:N0}; tensors may not overlap nor leave holes");
            if (TensorLayout.ByteCount(entry.Type, entry.Shape) is var size && size != entry.End - entry.Begin)
                throw new TensorFileException(size < 0 ? $"{words}; no memory holds such a shape" : $"{words}, but its shape takes {size:N0} bytes");
            if (size > Array.MaxLength)
                throw new TensorFileException($"{words}; allowed are {Array.MaxLength:N0} bytes in one tensor");
            at = entry.End;
        }
        if (at != dataLength)
            throw new TensorFileException($"the tensors end {at:N0} bytes after the header, but {dataLength:N0} bytes follow it; "
                + (at > dataLength ? "the file was cut short" : "trailing bytes are not allowed"));
    }
}
